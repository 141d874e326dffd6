"""C#'s compiler for a run of the checks."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def shared() -> Iterator[None]:
    """All builds of a run, and of what it starts, share one compiler, which ends with it: to start one for each project takes minutes."""
    # It names the compiler's pipe.
    identifier = f"quickchange-test-{os.getpid()}"
    # No process of MSBuild's outlives this run to wait for another.
    os.environ |= {"UseSharedCompilation": "true", "SharedCompilationId": identifier, "MSBUILDDISABLENODEREUSE": "1"}
    try:
        yield
    finally:
        subprocess.run(["pkill", "-f", "--", f"-pipename:{identifier}"])
        (Path(tempfile.gettempdir()) / identifier).unlink(missing_ok=True)
