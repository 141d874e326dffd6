"""What moto 5.2.1 gets wrong, mended in process: one module for each defect.

A module says in its docstring what moto does, has apply() to mend it, and two tests in tests/: that it is mended, and
that plain moto still has the defect. When the second fails, the module can go.
"""

import importlib
import inspect
from pathlib import Path

from compute_plane import ComputePlane
from signatures import AccessKey


def apply(endpoint: str, gateway: str, compute: ComputePlane, user: AccessKey) -> None:
    """Applies all, each with those of the parameters that its apply() has.

    endpoint is this server's own URL, gateway the URL under which APIs are served, user whoever may do everything.
    """
    given = {"endpoint": endpoint, "gateway": gateway, "compute": compute, "user": user}
    for module in sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py")):
        patch = importlib.import_module(f"{__name__}.{module}").apply
        patch(**{name: given[name] for name in inspect.signature(patch).parameters})
