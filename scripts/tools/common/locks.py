"""Lets one process at a time write to a folder of artifacts/."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.common.repository import ARTIFACTS

# Set for a build that nobody waits for: it makes no other one give way.
IN_BACKGROUND = "QUICKCHANGE_IN_BACKGROUND"


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Lets only one process at a time run the block; others wait. Programs that are started meanwhile don't hold the lock."""
    ARTIFACTS.mkdir(exist_ok=True)
    with (ARTIFACTS / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"waiting for another process of this checkout, which has artifacts/{name}.lock", file=sys.stderr, flush=True)
            if IN_BACKGROUND not in os.environ:
                # scripts/watch then ends its own build (scripts/watcher/Building).
                (ARTIFACTS / f"{name}.wanted").touch()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def hold(name: str) -> bool:
    """Takes a lock until this process ends, or the program that it executes instead. False if another process has it.

    Programs that it starts hold the lock too, unless it closes all descriptors for them, as the watcher does (Inheritance.cs).
    """
    lock = os.open(ARTIFACTS / f"{name}.lock", os.O_WRONLY | os.O_CREAT, 0o666)
    os.set_inheritable(lock, True)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return False
    return True
