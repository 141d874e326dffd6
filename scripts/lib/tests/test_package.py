import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import package  # noqa: E402


class PackageTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.binary = self.folder / "bootstrap"

    def compile(self, source: str, *options: str) -> None:
        command = ["cc", "-g", "-x", "c", "-", "-o", str(self.binary), *options]
        subprocess.run(command, input=source, text=True, check=True)
        subprocess.run(["cp", str(self.binary), f"{self.binary}.dbg"], check=True)

    def test_the_zip_has_one_executable_of_a_fixed_time(self) -> None:
        self.binary.write_bytes(b"program")
        zipped = self.folder / "f.zip"
        zipped.write_bytes(package.pack(self.binary, {}))

        (entry,) = zipfile.ZipFile(zipped).infolist()

        self.assertEqual("bootstrap", entry.filename)
        self.assertEqual(0o100755, entry.external_attr >> 16)
        self.assertEqual((1980, 1, 1, 0, 0, 0), entry.date_time)

    def test_data_lies_beside_the_program_by_name_and_cannot_be_executed(self) -> None:
        self.binary.write_bytes(b"program")
        (self.folder / "a").write_text("first")
        (self.folder / "b").write_text("second")
        zipped = self.folder / "f.zip"

        zipped.write_bytes(package.pack(self.binary, {"two": self.folder / "b", "one": self.folder / "a"}))

        archive = zipfile.ZipFile(zipped)
        self.assertEqual(["bootstrap", "one", "two"], archive.namelist())
        self.assertEqual(b"second", archive.read("two"))
        self.assertEqual(0o100644, archive.getinfo("one").external_attr >> 16)

    def test_a_data_file_that_is_not_there_is_named(self) -> None:
        with self.assertRaisesRegex(SystemExit, "model.bin is to be in the zip"):
            package.named("model.bin=nowhere/model.bin")

    def test_the_same_program_gives_the_same_bytes(self) -> None:
        self.binary.write_bytes(b"program")
        first = package.pack(self.binary, {})
        self.binary.touch()
        self.binary.chmod(0o600)

        self.assertEqual(first, package.pack(self.binary, {}))

    def test_a_program_for_another_processor_is_refused(self) -> None:
        self.compile("int main(void) { return 0; }")
        machine = int.from_bytes(self.binary.read_bytes()[18:20], "little")
        other = next(arch for arch, number in package.ELF_MACHINES.items() if number != machine)

        with self.assertRaisesRegex(SystemExit, f"not for {other}"):
            package.check_architecture(self.binary, other)

    def test_what_is_no_program_is_refused(self) -> None:
        self.binary.write_bytes(b"#!/bin/sh")

        with self.assertRaisesRegex(SystemExit, "not an ELF"):
            package.check_architecture(self.binary, "x64")

    def test_a_program_that_needs_a_newer_glibc_is_refused(self) -> None:
        self.compile("#include <stdio.h>\nint main(void) { puts(\"\"); return 0; }")
        package.check_glibc(self.binary)

        with mock.patch.object(package, "NEWEST_GLIBC", (2, 0)), self.assertRaisesRegex(SystemExit, "GLIBC_2"):
            package.check_glibc(self.binary)

    def test_a_static_program_that_speaks_to_the_network_is_refused(self) -> None:
        self.compile("int System_Net_Sockets_Connect(void) { return 0; } int main(void) { return 0; }", "-static")

        with self.assertRaisesRegex(SystemExit, "System.Net.Sockets"):
            package.check_static(self.binary)

    def test_a_dynamic_program_may_speak_to_the_network(self) -> None:
        self.compile("int System_Net_Sockets_Connect(void) { return 0; } int main(void) { return 0; }")

        package.check_static(self.binary)


if __name__ == "__main__":
    unittest.main()
