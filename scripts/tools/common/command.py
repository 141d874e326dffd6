"""The basics of all commands: how they are found and run, how they print progress, and how they end."""

import importlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tools.common.repository import TOOLS


class Failure(Exception):
    """An error with a remedy, in words for the user."""


def say(*lines: str) -> None:
    """Prints progress immediately, before the next step begins."""
    print(*lines, sep="\n", flush=True)


# A command that shows the progress of another one in its own words sets this variable. Routine lines then begin with the mark,
# and all others are for the user.
CONDENSED = "QUICKCHANGE_CONDENSED"
ROUTINE = "\x1e"


def routine(line: str, timing: str = "") -> None:
    """Prints progress that means nothing to a user who sees the steps of the calling command, with their times."""
    say(f"{ROUTINE}{line}" if os.environ.get(CONDENSED) else f"{line}{timing}")


@contextmanager
def step(name: str) -> Iterator[None]:
    """Says what begins, and how long it took unless it failed."""
    started = time.monotonic()
    routine(name)
    yield
    routine(name, f" took {time.monotonic() - started:.0f} s")


def run(name: str = "", *words: str) -> int:
    """Runs the function main in tools/NAME/command.py and returns its exit status: 1 and a line if it fails, 130 after Ctrl-C.

    The message of a KeyboardInterrupt describes what the interruption has left behind.
    """
    sys.argv = [f"scripts/{name}", *words]
    try:
        if name not in names():
            raise Failure(f"this command doesn't exist in scripts/tools; the commands are {', '.join(names())}")
        return importlib.import_module(f"tools.{name.replace('-', '_')}.command").main()
    except KeyboardInterrupt as interrupt:
        if interrupt.args:
            print(f"{name}: interrupted; {interrupt}", file=sys.stderr)
        return 130
    except Failure as failure:
        print(f"{name}: {failure}", file=sys.stderr)
        return 1


def names() -> list[str]:
    return sorted(file.parent.name.replace("_", "-") for file in TOOLS.glob("*/command.py"))


def this_command() -> list[str]:
    """The command that is running, with its arguments."""
    return [sys.argv[0].removeprefix("scripts/"), *sys.argv[1:]]
