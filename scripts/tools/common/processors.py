"""The processors that functions are built for, with their .NET names."""

import argparse
import platform

from tools.common.command import Failure

ALL = ("x64", "arm64")
MACHINES = {"x86_64": "x64", "aarch64": "arm64"}
HOST = MACHINES.get(platform.machine()) if platform.system() == "Linux" else None


def host() -> str:
    """This machine's processor. Raises Failure on a machine that can't build or run functions."""
    if HOST is None:
        raise Failure(f"this requires Linux on x86_64 or arm64 (WSL works), but this machine is {platform.system()} {platform.machine()}")
    return HOST


def add_arch(parser: argparse.ArgumentParser, what: str, or_all: bool = True) -> None:
    """Adds the option --arch; its value is a tuple of processors."""
    words = "|".join([*ALL, *(["all"] if or_all else [])])

    def chosen(text: str) -> tuple[str, ...]:
        if text not in words.split("|"):
            raise Failure(f"--arch must be {'x64, arm64 or all' if or_all else 'x64 or arm64'}, not '{text}'")
        return ALL if text == "all" else (text,)

    parser.add_argument("--arch", metavar=words, type=chosen, default=(host(),), help=what)
