"""Finds the processes of a local cloud by their environment variables, in any session, and ends them.

Each process has one of these variables, which its children inherit:

  QUICKCHANGE_UP=STATE:RUN       started by one run of scripts/up, including the cloud's two parts
  QUICKCHANGE_CLOUD=STATE        a part of the cloud; QUICKCHANGE_PART says which
  LAMBDA_TASK_ROOT=STATE/code/…  an execution environment of a function, and its child processes

STATE is the folder of the cloud's state. Finding them requires no files.
"""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tools.common.command import Failure

# In the order in which they are ended: the first one ends the functions, and each ends before the parts that it needs.
PARTS = ("local-cloud", "emulator")

# How long processes may take to end when asked to, and after they are killed, in seconds.
GRACE = 10.0

# The C# compiler server stays for other builds; it doesn't do any work for a cloud.
SHARED = "VBCSCompiler"

VARIABLES = ("QUICKCHANGE_UP=", "QUICKCHANGE_CLOUD=", "QUICKCHANGE_PART=", "LAMBDA_TASK_ROOT=")


class Marks:
    """The variables in a process's environment that concern clouds."""

    def __init__(self, process: int) -> None:
        variables = dict(variable.split("=", 1) for variable in _read(process, "environ") if variable.startswith(VARIABLES))
        self.state, _, self.run = variables.get("QUICKCHANGE_UP", "").rpartition(":")
        self.cloud = variables.get("QUICKCHANGE_CLOUD", "")
        self.part = variables.get("QUICKCHANGE_PART", "") if self.cloud else ""
        self.code = variables.get("LAMBDA_TASK_ROOT", "")

    def belong_to(self, state: str) -> bool:
        return state in (self.state, self.cloud) or self.code.startswith(f"{state}/")


def processes(belongs: Callable[[Marks], bool]) -> list[int]:
    """Their IDs in ascending order. A zombie process has no environment."""
    return sorted(process for process in map(int, filter(str.isdigit, os.listdir("/proc")))
                  if belongs(Marks(process)) and not any(SHARED in word for word in command(process)))


def part(state: str, name: str) -> int | None:
    """The process of a part of a cloud; None if it isn't running."""
    return next(iter(processes(lambda marks: marks.cloud == state and marks.part == name)), None)


def are_left(state: str, run: str | None = None) -> bool:
    """Whether any process of a cloud, or of a run of scripts/up, exists."""
    return bool(processes(lambda marks: _is_of(marks, state, run)))


def command(process: int) -> list[str]:
    """The command line of a process; empty if it has ended."""
    return _read(process, "cmdline")[:-1]


def end(state: str, run: str | None = None) -> None:
    """Ends the processes of a run of scripts/up, or all processes of a cloud; returns when they have ended."""
    end_steps(state, run)
    for name in PARTS:
        _end(lambda marks, name=name: _is_of(marks, state, run) and marks.part == name)
    # Child processes of functions outlive a local cloud that was killed.
    if not part(state, "local-cloud"):
        _end(lambda marks: marks.code.startswith(f"{state}/"))


def end_steps(state: str, run: str | None = None) -> None:
    """Ends the processes that build, start and deploy, in one run of scripts/up or in all runs."""
    _end(lambda marks: _is_of(marks, state, run) and not marks.part and not marks.code)


def _is_of(marks: Marks, state: str, run: str | None) -> bool:
    return marks.belong_to(state) if run is None else marks.run == run


def _end(belongs: Callable[[Marks], bool]) -> None:
    begun = time.monotonic()
    # A process that ends may have started another one in the meantime.
    while left := processes(belongs):
        for process in left:
            send(process, signal.SIGTERM if time.monotonic() - begun < GRACE else signal.SIGKILL)
        while (left := [process for process in left if belongs(Marks(process))]) and time.monotonic() - begun < GRACE:
            time.sleep(0.05)
        if left and time.monotonic() - begun > 2 * GRACE:
            raise Failure(f"process {left[0]} doesn't end: {' '.join(command(left[0]))}")
        time.sleep(0.01)


def send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass  # It has already ended.


def _read(process: int, file: str) -> list[str]:
    try:
        return os.fsdecode(Path(f"/proc/{process}/{file}").read_bytes()).split("\0")
    except OSError:
        return []  # It has ended, or belongs to another user.
