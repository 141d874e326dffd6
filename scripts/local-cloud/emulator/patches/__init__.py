"""Fixes for the defects of moto 5.2.1, applied in process: one module for each defect.

A module describes the defect in its docstring, fixes it in apply(), and has two tests in tests/: that the defect is fixed, and
that the original moto still has it. When the second test fails, the module can be removed.
"""

import importlib
import inspect
from pathlib import Path

from compute_plane import ComputePlane
from signatures import AccessKey


def apply(endpoint: str, gateway: str, compute: ComputePlane, user: AccessKey) -> None:
    """Applies all patches, each with the parameters that its apply() has.

    endpoint is this server's own URL, gateway the base URL of the APIs, user the access key that may do everything.
    """
    given = {"endpoint": endpoint, "gateway": gateway, "compute": compute, "user": user}
    for module in sorted(file.stem for file in Path(__file__).parent.glob("[a-z]*.py")):
        patch = importlib.import_module(f"{__name__}.{module}").apply
        patch(**{name: given[name] for name in inspect.signature(patch).parameters})
