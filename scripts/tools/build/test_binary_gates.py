import subprocess
import tempfile
import unittest
from pathlib import Path

from tools.build import binary_gates
from tools.common import processors

PROGRAM = "int main(void) { return 0; }"
CONNECTS = "int System_Net_Sockets_Connect(void) { return 0; } " + PROGRAM


class BinaryGateTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.binary = self.folder / "bootstrap"

    def compile(self, source: str, *options: str) -> None:
        self.run_compiler(source, "-g", "-Wl,-z,noexecstack,-z,relro,-z,now", "-o", str(self.binary), *options)
        subprocess.run(["cp", str(self.binary), f"{self.binary}.dbg"], check=True)

    def run_compiler(self, source: str, *options: str) -> None:
        subprocess.run(["cc", "-x", "c", "-", "-x", "none", *options], input=source, text=True, check=True)

    def library(self, name: str, *options: str) -> list[str]:
        """A shared library with one function, and the options to link a program with it."""
        self.run_compiler("void extra(void) {}", "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", str(self.folder / name), *options)
        return [str(self.folder / name), "-Wl,--no-as-needed"]

    def refuses(self, *parts: str) -> "unittest.case._AssertRaisesContext[binary_gates.Refused]":
        """Each message names the file, the limit and what to do."""
        return self.assertRaisesRegex(binary_gates.Refused, "(?s)^/.*bootstrap: .*" + ".*".join(parts))

    def test_a_program_that_starts_there_passes(self) -> None:
        for source, *options in (("#include <stdio.h>\nint main(void) { puts(\"\"); return 0; }",), (CONNECTS,),
                                 (PROGRAM, "-pie"), (PROGRAM, "-no-pie"), (PROGRAM, "-static")):
            with self.subTest(source, options=options):
                self.compile(source, *options)

                binary_gates.check(self.binary, processors.host())

    def test_a_program_for_another_processor_is_refused(self) -> None:
        self.compile(PROGRAM)
        host = processors.host()
        other, = set(processors.ALL) - {host}

        with self.refuses(f"for {host}", f"instead of {other}", f"scripts/build --arch {other}"):
            binary_gates.check(self.binary, other)

    def test_what_is_no_program_is_refused(self) -> None:
        self.binary.write_bytes(b"#!/bin/sh")

        with self.refuses("not an ELF", "scripts/build"):
            binary_gates.check(self.binary, "x64")

    def test_a_program_that_does_not_start_there_or_is_not_protected_is_refused(self) -> None:
        versions, layout = self.folder / "versions", self.folder / "layout.ld"
        versions.write_text("GLIBC_2.38 { extra; };")
        layout.write_text("SECTIONS { late : { *(late) } } INSERT AFTER .bss;")
        newer = self.library("libc-of-the-future.so", f"-Wl,--version-script={versions}")
        late = '__attribute__((section("late"))) int function(void) { return 0; } int main(void) { return function(); }'
        protected = ("every function", "options")
        for source, options, parts in (
            ("void extra(void); int main(void) { extra(); return 0; }", newer, ("GLIBC_2.38", "at most GLIBC_2.34", "build on")),
            (PROGRAM, ["-Wl,--no-as-needed", *self.library("libmystery.so.1")], ("libmystery.so.1", "libc.so.6", "statically")),
            (CONNECTS, ["-static"], ("System.Net.Sockets", "LinkProfile")),
            ("int InitializeOpenSSLShim(void) { return 0; } " + PROGRAM, ["-static"], ("OpenSSL", "LinkProfile")),
            (PROGRAM, ["-Wl,-z,execstack"], ("can't be executed", *protected)),
            (PROGRAM, ["-Wl,-z,norelro"], ("can't be written", *protected)),
            (PROGRAM, ["-Wl,-z,lazy"], ("bound before the start", *protected)),
            (late, [f"-Wl,-T,{layout},-z,noseparate-code"], ("code that can't be written", *protected)),
        ):
            with self.subTest(parts):
                self.compile(source, *options)

                with self.refuses(*parts):
                    binary_gates.check(self.binary, processors.host())
