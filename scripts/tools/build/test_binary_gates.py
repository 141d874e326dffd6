import subprocess
import tempfile
import unittest
from pathlib import Path

from tools.build import binary_gates

PROGRAM = "int main(void) { return 0; }"


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
        """A shared library with one function, and the options that link a program with it."""
        self.run_compiler("void extra(void) {}", "-shared", "-fPIC", f"-Wl,-soname,{name}", "-o", str(self.folder / name), *options)
        return [str(self.folder / name), "-Wl,--no-as-needed"]

    def refuses(self, *parts: str) -> "unittest.case._AssertRaisesContext[binary_gates.Refused]":
        """Each message names the file, the limit and what to do."""
        return self.assertRaisesRegex(binary_gates.Refused, "(?s)^/.*bootstrap: .*" + ".*".join(parts))

    def host(self) -> str:
        machine = int.from_bytes(self.binary.read_bytes()[18:20], "little")
        return next(arch for arch, number in binary_gates.ELF_MACHINES.items() if number == machine)

    def test_a_plain_program_passes(self) -> None:
        self.compile("#include <stdio.h>\nint main(void) { puts(\"\"); return 0; }")

        binary_gates.check(self.binary, self.host())

    def test_a_program_for_another_processor_is_refused(self) -> None:
        self.compile(PROGRAM)
        host = self.host()
        other = next(arch for arch in binary_gates.ELF_MACHINES if arch != host)

        with self.refuses(f"for {host}", f"for {other}", f"scripts/build --arch {other}"):
            binary_gates.check(self.binary, other)

    def test_what_is_no_program_is_refused(self) -> None:
        self.binary.write_bytes(b"#!/bin/sh")

        with self.refuses("not an ELF", "scripts/build"):
            binary_gates.check(self.binary, "x64")

    def test_a_program_that_needs_a_newer_glibc_is_refused(self) -> None:
        versions = self.folder / "versions"
        versions.write_text("GLIBC_2.38 { extra; };")
        self.compile(
            "void extra(void); int main(void) { extra(); return 0; }",
            *self.library("libc-of-the-future.so", f"-Wl,--version-script={versions}"))

        with self.refuses("GLIBC_2.38", "GLIBC_2.34 at most", "build on"):
            binary_gates.check(self.binary, self.host())

    def test_a_program_that_needs_a_library_that_lambda_lacks_is_refused(self) -> None:
        self.compile(PROGRAM, "-Wl,--no-as-needed", *self.library("libmystery.so.1"))

        with self.refuses("libmystery.so.1", "libc.so.6", "statically"):
            binary_gates.check(self.binary, self.host())

    def test_a_static_program_that_speaks_to_the_network_is_refused(self) -> None:
        self.compile("int System_Net_Sockets_Connect(void) { return 0; } " + PROGRAM, "-static")

        with self.refuses("System.Net.Sockets", "LinkProfile"):
            binary_gates.check(self.binary, self.host())

    def test_a_dynamic_program_may_speak_to_the_network(self) -> None:
        self.compile("int System_Net_Sockets_Connect(void) { return 0; } " + PROGRAM)

        binary_gates.check(self.binary, self.host())

    def test_a_static_program_that_would_load_openssl_is_refused(self) -> None:
        self.compile("int InitializeOpenSSLShim(void) { return 0; } " + PROGRAM, "-static")

        with self.refuses("OpenSSL", "LinkProfile"):
            binary_gates.check(self.binary, self.host())

    def test_a_program_without_protection_is_refused(self) -> None:
        for option, protection in {"execstack": "can't be executed", "norelro": "can't be written", "lazy": "bound before the start"}.items():
            with self.subTest(option):
                self.compile(PROGRAM, f"-Wl,-z,{option}")

                with self.refuses(protection, "every function", "options"):
                    binary_gates.check(self.binary, self.host())

    def test_a_program_whose_code_can_be_written_is_refused(self) -> None:
        layout = self.folder / "layout.ld"
        layout.write_text("SECTIONS { late : { *(late) } } INSERT AFTER .bss;")
        self.compile(
            '__attribute__((section("late"))) int function(void) { return 0; } int main(void) { return function(); }',
            f"-Wl,-T,{layout},-z,noseparate-code")

        with self.refuses("code that can't be written", "every function", "options"):
            binary_gates.check(self.binary, self.host())

    def test_protection_does_not_depend_on_the_profile(self) -> None:
        for profile in ("-pie", "-no-pie", "-static"):
            with self.subTest(profile):
                self.compile(PROGRAM, profile)

                binary_gates.check(self.binary, self.host())
