"""Runs the steps of scripts/up so that they leave a cloud or nothing behind.

The steps run in a process that builds, starts and deploys, and then ends. Until then, this process holds the lock of the
cloud's ports. Only this process receives signals. It then ends everything that the steps have started, in order; if it is
killed itself, a guard does that, a second process in its own session.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from threading import Thread
from typing import TextIO

from tools.common import cloud_lock, marked
from tools.common.cloud import Cloud
from tools.common.command import Failure, this_command
from tools.common.repository import TOOLS

# The steps and their child processes have this variable.
MARK = "QUICKCHANGE_UP"

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# The messages to the guard.
RELEASE, DISMISS = b"r", b"d"


class Ended(Exception):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Guard:
    """Ends the processes of the run if its parent process has ended without a message."""

    def __init__(self, run: str, lock: cloud_lock.CloudLock) -> None:
        # No other process has this end, so it closes with this process.
        self._end, other = socket.socketpair()
        self._process = os.fork()
        if self._process == 0:
            self._end.close()
            os.setsid()
            self._watch(other, run, lock)
            os._exit(0)
        other.close()

    def release(self) -> None:
        """Tells it to release the lock, and waits until it has."""
        self._tell(RELEASE)

    def dismiss(self) -> None:
        """Dismisses it, and waits until it has ended."""
        self._tell(DISMISS)
        os.waitpid(self._process, 0)

    def _tell(self, word: bytes) -> None:
        try:
            self._end.sendall(word)
            self._end.recv(1)
        except OSError:
            pass  # Somebody has killed the guard.

    @staticmethod
    def _watch(end: socket.socket, run: str, lock: cloud_lock.CloudLock) -> None:
        while word := end.recv(1):
            if word == DISMISS:
                return
            lock.release()
            end.sendall(word)
        lock.end(run)


def is_supervised(cloud: Cloud) -> bool:
    """Whether this process runs the steps."""
    return os.environ.get(MARK, "").startswith(f"{cloud.state}:")


def supervise(cloud: Cloud, detach: bool, until_eof: bool) -> int:
    """Runs this command's steps; without detach, the cloud that they start ends with this process, and with until_eof, this process
    ends when standard input does."""
    state, run = str(cloud.state), uuid.uuid4().hex
    # Until there is something to end, a signal ends this process.
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    lock = cloud_lock.CloudLock(cloud)
    take(lock)
    # Processes of a run that was killed together with its guard.
    marked.end_steps(state)
    runs_already = cloud.runs() and cloud.local_env.exists()
    if not runs_already:
        # Processes of a cloud that was not stopped properly, of which one part has ended, or whose folder was removed.
        marked.end(state)
    guard = Guard(run, lock)
    heed_signals()
    if until_eof:
        # The pipe of a program that has ended in any way is closed.
        Thread(target=end_at_eof, daemon=True).start()
    try:
        status = start(state, run)
        if status == 0 and not runs_already and not detach:
            lock.release()
            guard.release()
            say("Ctrl-C stops it.")
            status = watch(cloud, run, lock)
        elif status == 0:
            if not runs_already:
                say(f"The cloud is running in the background; scripts/down{cloud.option} stops it.")
            ignore_signals()
            guard.dismiss()
            return 0
    except Ended as ended:
        status = 128 + ended.number
    ignore_signals()
    if not runs_already and marked.are_left(state, run):
        say("stopping; the local cloud's data is lost")
    lock.end(run)
    guard.dismiss()
    return status


def take(lock: cloud_lock.CloudLock) -> None:
    """Waits for a command that stops a cloud, but not for one that starts it."""
    over = time.monotonic() + cloud_lock.PATIENCE
    while holder := lock.take():
        if holder.is_up() or time.monotonic() > over:
            raise Failure(f"a cloud is being started or changed on port {holder.port} by {holder}; "
                          "wait for it, or choose other ports with --port N")
        time.sleep(0.05)


def start(state: str, run: str) -> int:
    """Runs the steps in their own session, so that they don't receive Ctrl-C in a terminal."""
    status = subprocess.Popen([sys.executable, str(TOOLS), *this_command()], env=os.environ | {MARK: f"{state}:{run}"},
                              stdin=subprocess.DEVNULL, start_new_session=True).wait()
    return status if status >= 0 else 128 - status


def watch(cloud: Cloud, run: str, lock: cloud_lock.CloudLock) -> int:
    """Waits until a part ends. This is expected if scripts/down or another scripts/up has stopped both."""
    parts = {name: cloud.process(name) for name in marked.PARTS}
    while left := [name for name, process in parts.items() if process and marked.Marks(process).run == run]:
        # The command that stops the cloud holds the lock until both have ended.
        if len(left) < len(parts) and lock.take() is None:
            gone, = set(parts) - set(left)
            say(f"up: {cloud.stopped(gone)}", file=sys.stderr)
            return 1
        time.sleep(0.5)
    say("the cloud was stopped")
    return 0


def end_at_eof() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def heed_signals() -> None:
    def end(number: int, _frame: object) -> None:
        # Another signal must not interrupt the cleanup.
        ignore_signals()
        raise Ended(number)

    for number in SIGNALS:
        # The user may want this to continue after Ctrl-C, or after the terminal is closed (nohup).
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def ignore_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def say(line: str, file: TextIO | None = None) -> None:
    try:
        print(line, file=file, flush=True)
    except OSError:
        pass  # The terminal is closed.
