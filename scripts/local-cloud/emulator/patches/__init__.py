"""What moto 5.2.1 gets wrong, mended in process: one module for each defect.

A module says in its docstring what moto does, has apply() to mend it, and two tests in tests/: that it is mended, and
that plain moto still has the defect. When the second fails, the module can go.
"""

from . import (
    api_endpoint,
    code_location,
    function_configuration,
    permission_qualifier,
    stage_update,
    unimplemented_actions,
    user_permissions,
)


def apply(endpoint: str, gateway: str) -> None:
    """endpoint is this server's own URL, gateway the URL under which APIs are served."""
    api_endpoint.apply(gateway)
    code_location.apply(endpoint)
    function_configuration.apply()
    permission_qualifier.apply()
    stage_update.apply()
    unimplemented_actions.apply()
    user_permissions.apply()
