"""Lets one process at a time write to a folder of artifacts/."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from tools.common.repository import ARTIFACTS


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Two at once would write to the same folders: the later one waits. No program that is started meanwhile holds the lock."""
    ARTIFACTS.mkdir(exist_ok=True)
    with (ARTIFACTS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
