"""What a bootstrap must be to start on provided.al2023. Each gate raises Refused with the file, the limit and a remedy."""

import re
import struct
from pathlib import Path

from tools.common.command import Failure
from tools.common.elf import readelf

# The C library of provided.al2023: https://docs.aws.amazon.com/linux/al2023/ug/core-glibc.html
NEWEST_GLIBC = (2, 34)
ELF_MACHINES = {"x64": 62, "arm64": 183}

# What provided.al2023 has of what a program may ask the loader for. It is the AL2023 minimal container image
# (https://docs.aws.amazon.com/linux/al2023/ug/lambda.html), of which these come from glibc and libgcc.
#
# OpenSSL is not here, though functions with AWS clients use it: .NET looks for libssl.so.3 and libcrypto.so.3 at run time,
# by dlopen, when TLS is first spoken. The image has them as openssl-libs, which its libcurl needs; a binary that asks the
# loader for them instead was linked in another way than ours, and would not start where their version differs.
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
    """A file that must not be deployed, and what to do about it."""


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
        raise Refused(f"{binary}: is not an ELF executable, which Lambda starts; pack what scripts/build has published")
    machine = struct.unpack_from("<H", header, 18)[0]
    if machine != ELF_MACHINES[arch]:
        name = next((name for name, number in ELF_MACHINES.items() if number == machine), f"ELF machine {machine}")
        raise Refused(f"{binary}: is built for {name}, and must be for {arch}; build it with scripts/build --arch {arch}")


def check_glibc(binary: Path) -> None:
    versions = set(re.findall(r"GLIBC_(\d+(?:\.\d+)+)", readelf("--version-info", binary)))
    newer = sorted(version for version in (tuple(map(int, each.split("."))) for each in versions) if version > NEWEST_GLIBC)
    if newer:
        names = ", ".join(f"GLIBC_{dotted(version)}" for version in newer)
        raise Refused(
            f"{binary}: needs {names}, and provided.al2023 has GLIBC_{dotted(NEWEST_GLIBC)} at most; "
            "build on a distribution whose C library is no newer (Debian 12, Amazon Linux 2023)"
        )


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def check_libraries(binary: Path) -> None:
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", readelf("--dynamic", binary))
    missing = sorted(set(needed) - LIBRARIES)
    if missing:
        raise Refused(
            f"{binary}: needs {', '.join(missing)}, and provided.al2023 is sure to have {', '.join(sorted(LIBRARIES))} only; "
            "link that library statically, or remove the package that brings it"
        )


def check_static(binary: Path) -> None:
    """A static program that resolves a name or speaks TLS loads libraries of the machine's, and dies on another."""
    if "INTERP" in readelf("--segments", binary):
        return
    symbols = readelf("--symbols", Path(f"{binary}.dbg"))
    # The last is what loads OpenSSL; random bytes alone do without (shared/native/random.c).
    found = re.search(r"System_Net_(Http|NameResolution|Security|Sockets)|InitializeOpenSSLShim", symbols)
    if found:
        what = "cryptography of OpenSSL's" if found[0] == "InitializeOpenSSLShim" else found[0].replace("_", ".")
        raise Refused(
            f"{binary}: is linked statically, and has {what} in it: TLS, cryptography and name resolution "
            "do not work in a static program; remove LinkProfile from the function's project"
        )


def check_protection(binary: Path) -> None:
    """What protects a program whose addresses are known: docs/decisions/0005-linking.md."""
    segments = readelf("--segments", binary)
    lacking = {
        "data that can't be executed (-z noexecstack)": re.search(r"GNU_STACK .* RW ", segments),
        "code that can't be written (-z separate-code)": not re.search(r"LOAD .* RWE ", segments),
        "addresses that can't be written after the start (-z relro)": "GNU_RELRO" in segments,
        "functions bound before the start (-z now)": "INTERP" not in segments or "BIND_NOW" in readelf("--dynamic", binary),
    }
    for protection, is_there in lacking.items():
        if not is_there:
            raise Refused(f"{binary}: is linked without {protection}, as every function must be; look for linker options in its project")
