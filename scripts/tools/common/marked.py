"""Finds the processes of a local cloud by their environment, in whatever session they are, and ends them.

Each has one of these variables, which its children inherit:

  QUICKCHANGE_UP=STATE:RUN       what one run of scripts/up has started, the cloud's two parts included
  QUICKCHANGE_CLOUD=STATE        a part of the cloud; QUICKCHANGE_PART says which
  LAMBDA_TASK_ROOT=STATE/code/…  an execution environment of a function, and what the function has started

STATE is the folder of the cloud's state. No file has to be there to find them.
"""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tools.common.command import Failure

# In the order in which they end: functions by the first, and both before what they need.
PARTS = ("local-cloud", "emulator")

# How long they may take to end when asked to, and then to be gone, in seconds.
GRACE = 10.0

# C#'s compiler stays for other builds, of whoever asks; nothing of a cloud goes on in it.
SHARED = "VBCSCompiler"

VARIABLES = ("QUICKCHANGE_UP=", "QUICKCHANGE_CLOUD=", "QUICKCHANGE_PART=", "LAMBDA_TASK_ROOT=")


class Marks:
    """What a process's environment says about clouds."""

    def __init__(self, process: int) -> None:
        variables = dict(variable.split("=", 1) for variable in _read(process, "environ") if variable.startswith(VARIABLES))
        self.state, _, self.run = variables.get("QUICKCHANGE_UP", "").rpartition(":")
        self.cloud = variables.get("QUICKCHANGE_CLOUD", "")
        self.part = variables.get("QUICKCHANGE_PART", "") if self.cloud else ""
        self.code = variables.get("LAMBDA_TASK_ROOT", "")

    def belong_to(self, state: str) -> bool:
        return state in (self.state, self.cloud) or self.code.startswith(f"{state}/")


def processes(belongs: Callable[[Marks], bool]) -> list[int]:
    """Their identifiers, lowest first. One that has ended, and is not waited for yet, has no environment."""
    return sorted(process for process in map(int, filter(str.isdigit, os.listdir("/proc")))
                  if belongs(Marks(process)) and not any(SHARED in word for word in command(process)))


def part(state: str, name: str) -> int | None:
    """The process of a part of a cloud; None if it does not run."""
    return next(iter(processes(lambda marks: marks.cloud == state and marks.part == name)), None)


def are_left(state: str, run: str | None = None) -> bool:
    """Whether there is something of a cloud, or of a run of scripts/up."""
    return bool(processes(lambda marks: _is_of(marks, state, run)))


def command(process: int) -> list[str]:
    """The words that a process was started with; none if it has ended."""
    return _read(process, "cmdline")[:-1]


def end(state: str, run: str | None = None) -> None:
    """Ends what a run of scripts/up has started, or all that there is of a cloud; returns when it is gone."""
    end_steps(state, run)
    for name in PARTS:
        _end(lambda marks, name=name: _is_of(marks, state, run) and marks.part == name)
    # What functions have started outlives a local cloud that was killed.
    if not part(state, "local-cloud"):
        _end(lambda marks: marks.code.startswith(f"{state}/"))


def end_steps(state: str, run: str | None = None) -> None:
    """Ends what builds, starts and deploys, in a run of scripts/up or in all of them."""
    _end(lambda marks: _is_of(marks, state, run) and not marks.part and not marks.code)


def _is_of(marks: Marks, state: str, run: str | None) -> bool:
    return marks.belong_to(state) if run is None else marks.run == run


def _end(belongs: Callable[[Marks], bool]) -> None:
    begun = time.monotonic()
    # One that ends may have started another meanwhile.
    while left := processes(belongs):
        for process in left:
            send(process, signal.SIGTERM if time.monotonic() - begun < GRACE else signal.SIGKILL)
        while (left := [process for process in left if belongs(Marks(process))]) and time.monotonic() - begun < GRACE:
            time.sleep(0.05)
        if left and time.monotonic() - begun > 2 * GRACE:
            raise Failure(f"process {left[0]} does not end: {' '.join(command(left[0]))}")
        time.sleep(0.01)


def send(process: int, number: int) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass  # It has ended by itself.


def _read(process: int, file: str) -> list[str]:
    try:
        return os.fsdecode(Path(f"/proc/{process}/{file}").read_bytes()).split("\0")
    except OSError:
        return []  # It has ended, or is another user's.
