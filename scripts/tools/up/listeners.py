"""Finds the process that listens on a port of this machine."""

import os
import socket

from tools.common import marked

# https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt
LISTENING = "0A"


def listener(port: int) -> int | None:
    """The process that listens on a port, on any address; None if there is none, or if it belongs to another user."""
    sockets = {f"socket:[{inode}]" for inode in _inodes(port)}
    return next((process for process in sorted(map(int, filter(str.isdigit, os.listdir("/proc"))))
                 if sockets and not sockets.isdisjoint(_files(process))), None)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def describe(port: int) -> str:
    process = listener(port)
    return f"process {process}: {' '.join(marked.command(process))}" if process else "another program"


def _inodes(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            with open(table) as lines:
                for fields in map(str.split, list(lines)[1:]):
                    if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                        found.add(fields[9])
        except OSError:
            pass  # Without IPv6, there is no table.
    return found


def _files(process: int) -> set[str]:
    found = set()
    try:
        for file in os.listdir(f"/proc/{process}/fd"):
            found.add(os.readlink(f"/proc/{process}/fd/{file}"))
    except OSError:
        pass  # It has ended, or belongs to another user.
    return found
