"""Ports of this machine."""

import os
import socket

# Programs that this process starts listen on them only later.
_given: set[int] = set()


def free() -> int:
    """A free port, with two free ports before it and two after it, below the range that the kernel assigns."""
    while True:
        first = int.from_bytes(os.urandom(2)) % 20_000 + 10_000
        if not _given.isdisjoint(range(first - 2, first + 3)):
            continue
        try:
            for port in range(first - 2, first + 3):
                with socket.socket() as probe:
                    probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        _given.update(range(first - 2, first + 3))
        return first
