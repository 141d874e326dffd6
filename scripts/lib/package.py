"""Packs a published bootstrap into a zip that Lambda takes, and checks it first.

The zip is deterministic: bootstrap with mode 0755, then data files by name with mode 0644, a
fixed time, no extra fields. A zip that is already there with the same bytes is left alone.
"""

import argparse
import io
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

# The C library of provided.al2023: https://docs.aws.amazon.com/linux/al2023/release-notes/all-packages.html
NEWEST_GLIBC = (2, 34)
ELF_MACHINES = {"x64": 62, "arm64": 183}


def check_architecture(binary: Path, arch: str) -> None:
    header = binary.read_bytes()[:20]
    if header[:4] != b"\x7fELF":
        sys.exit(f"{binary.name} is not an ELF executable")
    machine = struct.unpack_from("<H", header, 18)[0]
    if machine != ELF_MACHINES[arch]:
        sys.exit(f"{binary.name} is built for ELF machine {machine}, not for {arch} ({ELF_MACHINES[arch]})")


def check_glibc(binary: Path) -> None:
    listing = subprocess.run(
        ["readelf", "--version-info", "--wide", str(binary)], check=True, capture_output=True, text=True
    ).stdout
    needed = {tuple(map(int, version.split("."))) for version in re.findall(r"GLIBC_(\d+(?:\.\d+)+)", listing)}
    newer = sorted(version for version in needed if version > NEWEST_GLIBC)
    if newer:
        names = ", ".join("GLIBC_" + ".".join(map(str, version)) for version in newer)
        sys.exit(
            f"{binary.name} needs {names}; provided.al2023 has GLIBC_2.34 at most. "
            "Build on a distribution whose C library is no newer (Debian 12, Amazon Linux 2023)."
        )


def check_static(binary: Path) -> None:
    """A static program that resolves a name or speaks TLS loads libraries of the machine's, and dies on another."""
    segments = subprocess.run(["readelf", "--segments", "--wide", str(binary)], check=True, capture_output=True, text=True)
    if "INTERP" in segments.stdout:
        return
    symbols = subprocess.run(["nm", f"{binary}.dbg"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"System_Net_(Http|NameResolution|Security|Sockets)|System_Security_Cryptography", symbols)
    if found:
        sys.exit(
            f"{binary.name} is linked statically, and has {found[0].replace('_', '.')} in it: "
            "TLS and name resolution do not work in a static program. Remove LinkProfile from the function's project."
        )


def pack(binary: Path, data: dict[str, Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        add(archive, "bootstrap", binary, 0o100755)
        for name in sorted(data):
            add(archive, name, data[name], 0o100644)
    return buffer.getvalue()


def add(archive: zipfile.ZipFile, name: str, file: Path, mode: int) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.create_system = 3  # Unix, so that the mode below counts
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, file.read_bytes(), compresslevel=9)


def named(word: str) -> tuple[str, Path]:
    name, _, path = word.partition("=")
    if not Path(path).is_file():
        sys.exit(f"{name} is to be in the zip, and there is no file {path}")
    return name, Path(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arch", choices=sorted(ELF_MACHINES), required=True)
    parser.add_argument("binary", type=Path)
    parser.add_argument("zip", type=Path)
    parser.add_argument("data", nargs="*", metavar="NAME=PATH", help="files beside bootstrap")
    options = parser.parse_args()

    check_architecture(options.binary, options.arch)
    check_glibc(options.binary)
    check_static(options.binary)
    content = pack(options.binary, dict(map(named, options.data)))
    if not options.zip.exists() or options.zip.read_bytes() != content:
        # Written beside its place and moved there, so that a reader never sees half a zip.
        partial = options.zip.with_suffix(".partial")
        partial.write_bytes(content)
        partial.replace(options.zip)
    print(f"{options.zip.name}: {len(content) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
