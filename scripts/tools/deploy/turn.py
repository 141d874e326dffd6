"""Allows only one deployment to an environment at a time on this machine, because deployments share a folder.

Terraform's lock applies to all machines.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tools.common.command import Failure, say
from tools.deploy.destinations import Destination

SECONDS = {"s": 1, "m": 60, "h": 3600}


@contextmanager
def take(to: Destination, wait: str) -> Iterator[TextIO]:
    """Waits up to a duration such as 5m. A Terraform that outlives a deployment inherits the file, and keeps the turn."""
    with (to.work / "lock").open("w") as lock:
        if not is_taken(lock):
            say(f"another scripts/deploy {to.name} is running on this machine; waiting for it to end")
            over = time.monotonic() + int(wait[:-1]) * SECONDS[wait[-1]]
            while not is_taken(lock):
                if time.monotonic() >= over:
                    raise Failure(f"another scripts/deploy {to.name} is still running on this machine")
                time.sleep(0.2)
        yield lock


def is_taken(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
