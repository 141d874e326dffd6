"""A second build in another place and under different circumstances, which must produce the same bytes."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tools.common import checkout, fetched
from tools.common.command import Failure
from tools.common.repository import ROOT

# Seconds in which processes must end after they were asked to.
GRACE = 10.0


def run(folder: Path, *words: str) -> None:
    """Runs scripts/build on a copy in a folder, with a different umask and time zone. However this ends, it leaves no processes."""
    before = os.umask(0o077)
    mask = 0o022 if before == 0o077 else 0o077
    os.umask(mask)
    try:
        copy_checkout(folder, mask)
        # A session of its own, so that all its processes can be stopped.
        variables = {"TZ": "Pacific/Kiritimati", "QUICKCHANGE_TOOLS": str(fetched.TOOLS)}
        builder = subprocess.Popen([folder / "scripts/build", *words], env=os.environ | variables, start_new_session=True)
    finally:
        os.umask(before)
    try:
        status = builder.wait()
    except BaseException:
        end_session(builder)
        raise
    if status:
        raise Failure("the second build failed")


def copy_checkout(folder: Path, mask: int) -> None:
    """Copies the files of this checkout that git tracks or doesn't ignore."""
    for source in checkout.files():
        copy = folder / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy, follow_symlinks=False)
        if not source.is_symlink() and os.access(source, os.X_OK):
            copy.chmod(0o777 & ~mask)


def end_session(leader: subprocess.Popen[bytes]) -> None:
    """Stops the processes of the session, and waits until they have ended."""
    ends = time.monotonic() + GRACE
    try:
        os.killpg(leader.pid, signal.SIGTERM)
        while time.monotonic() < ends:
            leader.poll()
            os.killpg(leader.pid, 0)
            time.sleep(0.1)
        os.killpg(leader.pid, signal.SIGKILL)
        leader.wait()
    except ProcessLookupError:
        pass
