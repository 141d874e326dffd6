"""What all commands have in common: how one is found and run, how it speaks, and how it ends."""

import importlib
import sys

from tools.common.repository import TOOLS


class Failure(Exception):
    """What went wrong and what to do about it, in words for the person at the terminal."""


def say(*lines: str) -> None:
    """Progress, which the person sees before whatever comes next begins."""
    print(*lines, sep="\n", flush=True)


def run(name: str = "", *words: str) -> int:
    """Runs the function main of tools/NAME/command.py and returns its exit status: 1 and a line if it fails, 130 after Ctrl-C.

    A KeyboardInterrupt may have words: what the interruption has left.
    """
    sys.argv = [f"scripts/{name}", *words]
    try:
        if name not in names():
            raise Failure(f"there is no such command in scripts/tools; there are {', '.join(names())}")
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
    """The command that runs, and its words."""
    return [sys.argv[0].removeprefix("scripts/"), *sys.argv[1:]]
