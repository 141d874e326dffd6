"""The distribution that releases are built on. Its compiler and the startup files of its C library affect the bytes."""

import os
import platform

from tools.common import processors, programs

# ID and VERSION_ID of its os-release(5). Jobs that build functions run in its container.
RELEASE = "debian 12"


def other_bytes(arch: str) -> str:
    """Why a build on this machine for arch has different bytes from a release; empty if it has the same bytes."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        release = {"PRETTY_NAME": "a distribution without /etc/os-release"}
    why = []
    if f"{release.get('ID')} {release.get('VERSION_ID')}" != RELEASE:
        linker = programs.answer("ld", "--version").splitlines()[0]
        compiler = programs.answer("gcc", "-dumpfullversion").strip()
        why.append(f"this is {release['PRETTY_NAME']}, with gcc {compiler}, {linker} and {os.confstr('CS_GNU_LIBC_VERSION')}")
    if arch != processors.host():
        why.append(f"an {processors.host()} machine links for {arch} with clang and lld")
    if not why:
        return ""
    return f"the bytes for linux-{arch} will differ from a release's, which gcc links on {RELEASE} for {arch}: {', and '.join(why)}"
