"""The processors that functions are built for, with their .NET names."""

import argparse
import os
import platform
import sys

from tools.common.command import Failure

ALL = ("x64", "arm64")
MACHINES = {"x86_64": "x64", "aarch64": "arm64"}


def has_glibc() -> bool:
    # Other C libraries don't have this name, or have no value for it.
    try:
        return bool(os.confstr("CS_GNU_LIBC_VERSION"))
    except ValueError:
        return False


def supported() -> str | None:
    return MACHINES.get(platform.machine()) if has_glibc() and sys.maxsize > 2**32 else None


HOST = supported()


def host() -> str:
    """This machine's processor. Raises Failure on a machine that can't build or run functions."""
    if HOST is None:
        system = {"Darwin": "macOS"}.get(platform.system(), platform.system())
        kind = f"{sys.maxsize.bit_length() + 1}-bit {system} {platform.machine()}{'' if has_glibc() else ' without glibc'}"
        raise Failure(f"this requires 64-bit Linux with glibc, such as Debian, Ubuntu or WSL, on x86_64 or arm64; this machine is {kind}")
    return HOST


def add_arch(parser: argparse.ArgumentParser, what: str, or_all: bool = True) -> None:
    """Adds the option --arch; its value is a tuple of processors."""
    words = "|".join([*ALL, *(["all"] if or_all else [])])

    def chosen(text: str) -> tuple[str, ...]:
        if text not in words.split("|"):
            raise Failure(f"--arch must be {'x64, arm64 or all' if or_all else 'x64 or arm64'}, not '{text}'")
        return ALL if text == "all" else (text,)

    parser.add_argument("--arch", metavar=words, type=chosen, default=(host(),), help=what)
