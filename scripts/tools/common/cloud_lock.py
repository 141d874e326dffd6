"""Allows only one command at a time to start, change or stop a cloud on its ports.

The lock of a port is an address in Linux's abstract socket namespace. It has the same scope as the port itself, whatever the
checkout; it is released when the last process that holds it ends in any way; and it isn't a file that somebody could remove.
https://man7.org/linux/man-pages/man7/unix.7.html
"""

import argparse
import errno
import os
import signal
import socket
import struct
import time

from tools.common import marked
from tools.common.cloud import Cloud, add_port
from tools.common.repository import NAME, TOOLS

# How long to wait for another command, in seconds.
PATIENCE = 60.0


class Holder:
    """The process that holds a port's lock."""

    def __init__(self, port: int, process: int | None) -> None:
        """Without a process if it has ended and a process that it forked still holds the lock for a moment."""
        self.port = port
        self.process = process
        self._words = marked.command(process) if process else []

    def is_up(self, cloud: Cloud | None = None) -> bool:
        """Whether it is scripts/up, for a certain cloud of this checkout or for any cloud."""
        match self._words:
            case [_, tools, "up", *words] if tools.endswith("/scripts/tools"):
                return cloud is None or (tools == str(TOOLS) and cloud == cloud_of(words))
        return False

    def has_ended(self) -> bool:
        return self.process is None or not os.path.exists(f"/proc/{self.process}")

    def __str__(self) -> str:
        if not self.process:
            return "another process"
        words = [self._words[1].removesuffix("tools") + self._words[2], *self._words[3:]] if self.is_up() else self._words
        return f"process {self.process} ({' '.join(words)})"


class CloudLock:
    """The lock of a cloud's ports. Forked processes also hold it; started programs don't."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._sockets: list[socket.socket] = []
        self._holder: Holder | None = None

    def take(self) -> Holder | None:
        """Takes the lock, or returns its holder."""
        if not self._sockets:
            for port in self._cloud.ports:
                lock = _bind(port)
                if lock is None:
                    self.release()
                    # Connects only once: the holder never accepts connections, and their queue is limited.
                    if self._holder is None or self._holder.has_ended():
                        self._holder = Holder(port, _holder(port))
                    return self._holder
                self._sockets.append(lock)
        self._holder = None
        return None

    def release(self) -> None:
        while self._sockets:
            self._sockets.pop().close()

    def end(self, run: str | None = None) -> bool:
        """Ends the cloud, or the parts that a run of scripts/up has started; another run that works on the cloud is ended first.

        False if there was nothing to end.
        """
        state, asked, over = str(self._cloud.state), set[int](), time.monotonic() + PATIENCE
        while (run is None or marked.are_left(state, run)) and (holder := self.take()) and time.monotonic() < over:
            if holder.is_up() and not holder.is_up(self._cloud):
                break  # Belongs to another checkout, which has nothing to do with what is left here.
            if holder.is_up() and holder.process and holder.process not in asked:
                asked.add(holder.process)
                marked.send(holder.process, signal.SIGTERM)
            time.sleep(0.05)
        left = marked.are_left(state, run)
        marked.end(state, run)
        self.release()
        return left or bool(asked)


def cloud_of(words: list[str]) -> Cloud:
    """The cloud that the arguments of scripts/up refer to."""
    parser = argparse.ArgumentParser(add_help=False)
    add_port(parser, "")
    return Cloud(parser.parse_known_args(words)[0].port)


def _bind(port: int) -> socket.socket | None:
    lock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        lock.bind(_address(port))
    except OSError as error:
        lock.close()
        if error.errno != errno.EADDRINUSE:
            raise
        return None
    # Another command that finds it taken connects to learn the holder.
    lock.listen(128)
    return lock


def _holder(port: int) -> int | None:
    """The process that took the lock; None if it has ended and a process that it forked still holds the lock."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.setblocking(False)
        try:
            caller.connect(_address(port))
        except OSError:
            return None
        process, _, _ = struct.unpack("3i", caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i")))
    return process if os.path.exists(f"/proc/{process}") else None


def _address(port: int) -> str:
    return f"\0{NAME}/{port}"
