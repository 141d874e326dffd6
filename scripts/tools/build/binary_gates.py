"""Checks that a bootstrap can start on provided.al2023. Each check raises Refused with the file, the limit and a remedy."""

import re
import struct
from pathlib import Path

from tools.common.command import Failure
from tools.common.elf import readelf

# The C library of provided.al2023: https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html
NEWEST_GLIBC = (2, 34)
ELF_MACHINES = {"x64": 62, "arm64": 183}

# The libraries in provided.al2023 that a program may require from the loader. The image is the AL2023 minimal container image
# (https://docs.aws.amazon.com/linux/al2023/ug/lambda.html); these libraries are part of its glibc and libgcc.
#
# OpenSSL is not in this list, although functions with AWS clients use it: .NET loads libssl.so.3 and libcrypto.so.3 with dlopen
# when TLS is first used. The image has them as openssl-libs, which its libcurl needs. A binary that requires them from the
# loader was linked differently from ours, and would not start if their version differs.
LIBRARIES = {
    "ld-linux-aarch64.so.1",
    "ld-linux-x86-64.so.2",
    "libc.so.6",
    "libdl.so.2",
    "libgcc_s.so.1",
    "libm.so.6",
    "libpthread.so.0",
    "librt.so.1",
}


class Refused(Failure):
    """A file that must not be deployed, with a remedy."""


def check(binary: Path, arch: str) -> None:
    check_architecture(binary, arch)
    check_glibc(binary)
    check_libraries(binary)
    check_static(binary)
    check_protection(binary)


def check_architecture(binary: Path, arch: str) -> None:
    with binary.open("rb") as file:
        header = file.read(20)
    if header[:4] != b"\x7fELF":
        raise Refused(f"{binary}: is not an ELF executable; pack the bootstrap that scripts/build has published")
    machine = struct.unpack_from("<H", header, 18)[0]
    if machine != ELF_MACHINES[arch]:
        name = next((name for name, number in ELF_MACHINES.items() if number == machine), f"ELF machine {machine}")
        raise Refused(f"{binary}: is built for {name} instead of {arch}; build it with scripts/build --arch {arch}")


def check_glibc(binary: Path) -> None:
    versions = set(re.findall(r"GLIBC_(\d+(?:\.\d+)+)", readelf("--version-info", binary)))
    newer = sorted(version for version in (tuple(map(int, each.split("."))) for each in versions) if version > NEWEST_GLIBC)
    if newer:
        names = ", ".join(f"GLIBC_{dotted(version)}" for version in newer)
        raise Refused(
            f"{binary}: needs {names}, but provided.al2023 has at most GLIBC_{dotted(NEWEST_GLIBC)}; "
            "build on a distribution with the same or an older C library (Debian 12, Amazon Linux 2023)"
        )


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def check_libraries(binary: Path) -> None:
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", readelf("--dynamic", binary))
    missing = sorted(set(needed) - LIBRARIES)
    if missing:
        raise Refused(
            f"{binary}: needs {', '.join(missing)}, but provided.al2023 guarantees only {', '.join(sorted(LIBRARIES))}; "
            "link that library statically, or remove the package that requires it"
        )


def check_static(binary: Path) -> None:
    """A static program that resolves names or uses TLS loads libraries of the machine, and crashes if their version differs."""
    if "INTERP" in readelf("--segments", binary):
        return
    symbols = readelf("--symbols", Path(f"{binary}.dbg"))
    # The last one loads OpenSSL; random bytes alone don't need it (shared/native/random.c).
    found = re.search(r"System_Net_(Http|NameResolution|Security|Sockets)|InitializeOpenSSLShim", symbols)
    if found:
        what = "OpenSSL's cryptography" if found[0] == "InitializeOpenSSLShim" else found[0].replace("_", ".")
        raise Refused(
            f"{binary}: is linked statically, but contains {what}: TLS, cryptography and name resolution "
            "do not work in a static program; remove LinkProfile from the function's project"
        )


def check_protection(binary: Path) -> None:
    """The protections of a program with known addresses: docs/decisions/0005-linking.md."""
    segments = readelf("--segments", binary)
    lacking = {
        "data that can't be executed (-z noexecstack)": re.search(r"GNU_STACK .* RW ", segments),
        "code that can't be written (-z separate-code)": not re.search(r"LOAD .* RWE ", segments),
        "addresses that can't be written after the start (-z relro)": "GNU_RELRO" in segments,
        "functions bound before the start (-z now)": "INTERP" not in segments or "BIND_NOW" in readelf("--dynamic", binary),
    }
    for protection, is_there in lacking.items():
        if not is_there:
            raise Refused(f"{binary}: is linked without {protection}, which every function must have; check the linker options in its project")
