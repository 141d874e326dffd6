"""The C# compiler for a run of the checks."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.common.repository import NAME


@contextmanager
def shared() -> Iterator[None]:
    """All builds of a run and its child processes share one compiler, because starting one for each project would take minutes."""
    # The name of the compiler's pipe.
    identifier = f"{NAME}-test-{os.getpid()}"
    # No MSBuild process outlives this run to wait for another one.
    os.environ |= {"UseSharedCompilation": "true", "SharedCompilationId": identifier, "MSBUILDDISABLENODEREUSE": "1"}
    try:
        yield
    finally:
        subprocess.run(["pkill", "-f", "--", f"-pipename:{identifier}"])
        (Path(tempfile.gettempdir()) / identifier).unlink(missing_ok=True)
