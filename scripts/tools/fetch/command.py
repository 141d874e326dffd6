"""Prints the command prefix, one word per line, that runs something with a fetched tool, which is fetched first if needed."""

from functools import partial

from tools.common import fetched
from tools.common.arguments import Parser
from tools.common.preparation import prepare


def python_with(packages: str) -> list[str]:
    return [fetched.python_with(packages)]


WHAT = {
    "deploy": (partial(python_with, fetched.COMMANDS), "the Python that has the packages of scripts/deploy"),
    "emulator": (partial(python_with, fetched.EMULATOR), "the Python that has the emulator's packages"),
    "arm64": (fetched.arm64, "what runs a program for arm64 on this machine; no word on an arm64 machine"),
    "browser": (fetched.browser, "a Node.js, and the folder with what drives Chromium"),
}


def main() -> int:
    parser = Parser(f"{__doc__}\n" + "\n".join(f"  {name:<12}{text}" for name, (_, text) in WHAT.items()), "scripts/tools/run fetch")
    parser.add_argument("what", choices=WHAT)
    what = parser.parse_args().what
    prepare(what)
    fetch, _ = WHAT[what]
    for word in fetch():
        print(word)
    return 0
