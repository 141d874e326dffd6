"""Runs what scripts/up does so that it leaves a cloud, or nothing.

  up.py STATE PORT DETACH COMMAND…

COMMAND builds, starts and deploys, and then ends. Until then this process holds the lock of the cloud's ports. Signals
reach this process alone, which ends what the command has started, one after the other; if it is killed itself, a guard
does so, a second process in a session of its own. Without DETACH (true or false) the cloud ends with this process.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections import deque
from pathlib import Path

from tools.common import cloud_lock
from tools.common import marked

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# What the guard is told.
RELEASE, DISMISS = b"r", b"d"


class Ended(Exception):
    """A signal asked this process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Guard:
    """Ends what the run has started, once the process that made it has ended without a word."""

    def __init__(self, run: str, lock: cloud_lock.CloudLock) -> None:
        # Nobody else has this end of it, so it closes with this process.
        self._end, other = socket.socketpair()
        self._process = os.fork()
        if self._process == 0:
            self._end.close()
            os.setsid()
            self._watch(other, run, lock)
            os._exit(0)
        other.close()

    def release(self) -> None:
        """Lets it give the lock back, and waits until it has."""
        self._tell(RELEASE)

    def dismiss(self) -> None:
        """Lets it go, and waits until it has gone."""
        self._tell(DISMISS)
        os.waitpid(self._process, 0)

    def _tell(self, word: bytes) -> None:
        try:
            self._end.sendall(word)
            self._end.recv(1)
        except OSError:
            pass  # Somebody has killed it: there is no guard then.

    @staticmethod
    def _watch(end: socket.socket, run: str, lock: cloud_lock.CloudLock) -> None:
        while word := end.recv(1):
            if word == DISMISS:
                return
            lock.release()
            end.sendall(word)
        lock.end(run)


def main() -> int:
    state, port, detach, *command = sys.argv[1:]
    run = uuid.uuid4().hex
    # Until there is something to end, a signal is the end.
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    lock = cloud_lock.CloudLock(state, int(port))
    take(lock)
    # Of a run that was killed, and whose guard was.
    marked.end_steps(state)
    runs_already = all(marked.part(state, name) for name in marked.PARTS) and Path(state, "local.env").exists()
    if not runs_already:
        # What a cloud has left that was not stopped, of which one part has ended, or whose folder somebody has removed.
        marked.end(state)
    guard = Guard(run, lock)
    heed_signals()
    try:
        status = start(state, run, command)
        if status == 0 and not runs_already and detach == "false":
            lock.release()
            guard.release()
            say("Ctrl-C stops it.")
            status = watch(state, run, lock)
        elif status == 0:
            if not runs_already:
                say(f"It runs in the background; scripts/down{'' if port == '3000' else f' --port {port}'} stops it.")
            ignore_signals()
            guard.dismiss()
            return 0
    except Ended as ended:
        status = 128 + ended.number
    ignore_signals()
    if not runs_already and marked.are_left(state, run):
        say("stopping; the local cloud's data is discarded")
    lock.end(run)
    guard.dismiss()
    return status


def take(lock: cloud_lock.CloudLock) -> None:
    """Waits for who stops a cloud, but not for who starts one."""
    over = time.monotonic() + cloud_lock.PATIENCE
    while holder := lock.take():
        if holder.is_up() or time.monotonic() > over:
            sys.exit(f"up: a cloud is being started or changed on port {holder.port} by {holder}; "
                     "wait for it, or choose other ports with --port N")
        time.sleep(0.05)


def start(state: str, run: str, command: list[str]) -> int:
    """Runs the command, in a session of its own: Ctrl-C in a terminal is not for it."""
    status = subprocess.Popen(
        command, env=os.environ | {"QUICKCHANGE_UP": f"{state}:{run}"}, stdin=subprocess.DEVNULL, start_new_session=True).wait()
    return status if status >= 0 else 128 - status


def watch(state: str, run: str, lock: cloud_lock.CloudLock) -> int:
    """Waits until a part ends. That is fine if scripts/down, or another scripts/up, stopped both."""
    parts = {name: marked.part(state, name) for name in marked.PARTS}
    while left := [name for name, process in parts.items() if process and marked.Marks(process).run == run]:
        # Whoever stops the cloud has the lock until both have ended.
        if len(left) < len(parts) and lock.take() is None:
            gone, = set(parts) - set(left)
            log = Path(state, f"{gone}.log")
            with log.open(errors="replace") as lines:
                say(f"--- the end of {log}", *map(str.rstrip, deque(lines, 20)), file=sys.stderr)
            say(f"up: the {gone.replace('-', ' ')} stopped", file=sys.stderr)
            return 1
        time.sleep(0.5)
    say("the cloud was stopped")
    return 0


def heed_signals() -> None:
    def end(number: int, _frame: object) -> None:
        # The next one must not disturb the end.
        ignore_signals()
        raise Ended(number)

    for number in SIGNALS:
        # Whoever has started this may want it to go on after Ctrl-C, or after the terminal is closed (nohup).
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def ignore_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def say(*lines: str, file: object = None) -> None:
    try:
        print(*lines, sep="\n", file=file or sys.stdout, flush=True)
    except OSError:
        pass  # Nobody listens any more: the terminal is closed.


if __name__ == "__main__":
    sys.exit(main())
