"""A build that is made a second time, elsewhere and under other circumstances, and must give the same bytes."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from tools.common import checkout
from tools.common.command import Failure
from tools.common.repository import ROOT

# Seconds in which what was asked to end must have ended.
GRACE = 10.0


def run(folder: Path, *words: str) -> None:
    """scripts/build of a copy in a folder, with another umask and time zone. However this ends, no process of it is left."""
    before = os.umask(0o077)
    mask = 0o022 if before == 0o077 else 0o077
    os.umask(mask)
    try:
        copy_checkout(folder, mask)
        # A session of its own, so that all of it can be stopped.
        builder = subprocess.Popen([folder / "scripts/build", *words], env=os.environ | {"TZ": "Pacific/Kiritimati"}, start_new_session=True)
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
    """The files of this checkout that git knows or could know, as new files."""
    for source in checkout.files():
        copy = folder / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, copy, follow_symlinks=False)
        if not source.is_symlink() and os.access(source, os.X_OK):
            copy.chmod(0o777 & ~mask)


def end_session(leader: subprocess.Popen[bytes]) -> None:
    """Stops its processes, and waits until they have gone."""
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
