"""The C library in a statically linked function, which is in the zip but in no lock file, and which Lambda doesn't update."""

import platform
import struct
import subprocess
from typing import NamedTuple

from tools.common import processors

DEBIAN_ARCHITECTURES = {"x64": "amd64", "arm64": "arm64"}

PT_INTERP = 3


class CLibrary(NamedTuple):
    """The glibc of the machine that links; its distribution, such as "debian", and its version, if it can be determined."""

    distribution: str
    version: str | None


def is_linked_into(bootstrap: bytes) -> bool:
    """Whether a program needs no loader: https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html."""
    if bootstrap[:5] != b"\x7fELF\x02":
        return False
    offset, size, count = struct.unpack_from("<Q", bootstrap, 32)[0], *struct.unpack_from("<HH", bootstrap, 54)
    return all(struct.unpack_from("<I", bootstrap, offset + index * size)[0] != PT_INTERP for index in range(count))


def of_this_machine(arch: str) -> CLibrary:
    """The C library that scripts/build links here for a processor."""
    package = "libc6-dev"
    if arch != processors.HOST:
        package += f"-{DEBIAN_ARCHITECTURES[arch]}-cross"
    distribution = platform.freedesktop_os_release().get("ID", "linux")
    try:
        asked = subprocess.run(["dpkg-query", "--show", "--showformat=${Version}", package], capture_output=True, text=True)
    except FileNotFoundError:
        return CLibrary(distribution, None)
    return CLibrary(distribution, asked.stdout if asked.returncode == 0 and asked.stdout else None)
