"""The tools that compile C and link for a processor, and the files of this machine that they use."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tools.common import processors, programs

TRIPLES = {"x64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}

# Files of the compiler and the C library. The headers need no entry, because they come in the same packages.
LINKED = (
    "crt1.o", "crti.o", "crtn.o", "crtbegin.o", "crtbeginT.o", "crtbeginS.o", "crtend.o", "crtendS.o", "libgcc.a", "libgcc_eh.a",
    "libgcc_s.so", "libc.a", "libc.so", "libc.so.6", "libc_nonshared.a", "libm.a", "libm.so", "libm.so.6", "libmvec.a", "libpthread.a",
    "libdl.a", "librt.a")


def options(arch: str) -> list[str]:
    """The options with which .NET links for a processor."""
    # .NET would use clang if it is installed, which produces different bytes.
    if arch == processors.host():
        return ["-p:CppCompilerAndLinker=gcc"]
    return ["-p:CppCompilerAndLinker=clang", "-p:LinkerFlavor=lld", f"-p:ObjCopyName={TRIPLES[arch]}-objcopy"]


@cache
def files(arch: str) -> list[Path]:
    """The programs, the libraries that they load, and the files that they link into each binary."""
    if arch == processors.host():
        compiler, programs_of_it, others = ["gcc"], ("cc1", "collect2", "as", "ld"), ("objcopy",)
    else:
        compiler, programs_of_it, others = ["clang", f"--target={TRIPLES[arch]}"], ("ld.lld",), (f"{TRIPLES[arch]}-objcopy",)
    names = [compiler[0], *(programs.answer(*compiler, f"-print-prog-name={name}").strip() for name in programs_of_it), *others]
    found = [program for name in names if (program := shutil.which(name))]
    # ldd fails for a program that loads no libraries.
    said = "".join(subprocess.run(["ldd", program], capture_output=True, text=True).stdout for program in found)
    linked = [programs.answer(*compiler, f"-print-file-name={name}").strip() for name in LINKED]
    # For a file that it doesn't have, the compiler prints only the name.
    return [Path(name) for name in (*found, *re.findall(r"=> (/\S+)", said), *linked) if name.startswith("/")]
