"""Prints the command prefix, one word per line, that runs something with a fetched tool, which is fetched first if needed."""

from functools import partial

from tools.common import fetched
from tools.common.arguments import Parser
from tools.common.preparation import prepare


def python_with(packages: str) -> list[str]:
    return [fetched.python_with(packages)]


WHAT = {
    "deploy": (partial(python_with, fetched.COMMANDS), "the Python with the packages of scripts/deploy"),
    "emulator": (partial(python_with, fetched.EMULATOR), "the Python with the emulator's packages"),
    "arm64": (fetched.arm64, "the emulator for arm64 programs on this machine; empty on an arm64 machine"),
    "browser": (fetched.browser, "Node.js, and the folder with the package that controls Chromium"),
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
