"""Lets one process at a time write to a folder of artifacts/."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from tools.common.repository import ARTIFACTS


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Lets only one process at a time run the block; others wait. Programs that are started meanwhile don't hold the lock."""
    ARTIFACTS.mkdir(exist_ok=True)
    with (ARTIFACTS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
