"""What moto 5.2.1 gets wrong, mended in process: one module for each defect.

A module says in its docstring what moto does, has apply() to mend it, and two tests in tests/: that it is mended, and
that plain moto still has the defect. When the second fails, the module can go.
"""

from compute_plane import ComputePlane
from signatures import AccessKey

from . import (
    action_names,
    alias_versions,
    api_conflicts,
    api_endpoint,
    api_references,
    assumed_roles,
    attached_policies,
    code_location,
    conflicting_subresources,
    copy_sources,
    event_source_mapping,
    function_concurrency,
    function_configuration,
    mapping_conflict,
    object_events,
    permission_qualifier,
    policy_conditions,
    policy_patterns,
    queue_attributes,
    queue_messages,
    recursion_config,
    role_permissions,
    stage_update,
    table_permissions,
    unimplemented_actions,
    user_permissions,
)


def apply(endpoint: str, gateway: str, compute: ComputePlane, user: AccessKey) -> None:
    """endpoint is this server's own URL, gateway the URL under which APIs are served, user whoever may do everything."""
    action_names.apply()
    alias_versions.apply()
    api_conflicts.apply()
    api_endpoint.apply(gateway)
    api_references.apply()
    assumed_roles.apply()
    attached_policies.apply()
    code_location.apply(endpoint, user)
    conflicting_subresources.apply()
    copy_sources.apply()
    event_source_mapping.apply()
    function_concurrency.apply()
    function_configuration.apply()
    mapping_conflict.apply()
    object_events.apply(compute)
    permission_qualifier.apply()
    policy_conditions.apply()
    policy_patterns.apply()
    queue_attributes.apply()
    queue_messages.apply()
    recursion_config.apply()
    role_permissions.apply()
    stage_update.apply()
    table_permissions.apply()
    unimplemented_actions.apply()
    user_permissions.apply(user)
