import tempfile
import unittest
import zipfile
from pathlib import Path

from tools.build import packing


class PackingTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.binary = self.folder / "bootstrap"
        self.binary.write_bytes(b"program")
        self.zip = self.folder / "f.zip"

    def test_the_program_and_then_data_by_name_which_cannot_be_executed_have_a_fixed_time(self) -> None:
        (self.folder / "a").write_text("first")
        (self.folder / "b").write_text("second")

        packing.write(self.zip, packing.pack(self.binary, {"two": self.folder / "b", "one": self.folder / "a"}))

        archive = zipfile.ZipFile(self.zip)
        self.assertEqual([("bootstrap", 0o100755), ("one", 0o100644), ("two", 0o100644)],
                         [(entry.filename, entry.external_attr >> 16) for entry in archive.infolist()])
        self.assertEqual({(1980, 1, 1, 0, 0, 0)}, {entry.date_time for entry in archive.infolist()})
        self.assertEqual(b"second", archive.read("two"))

    def test_the_same_program_gives_the_same_bytes(self) -> None:
        first = packing.pack(self.binary, {})
        self.binary.touch()
        self.binary.chmod(0o600)

        self.assertEqual(first, packing.pack(self.binary, {}))

    def test_a_zip_of_the_same_bytes_is_left_alone(self) -> None:
        packing.write(self.zip, b"zip")
        before = self.zip.stat().st_ino

        packing.write(self.zip, b"zip")
        self.assertEqual(before, self.zip.stat().st_ino)

        packing.write(self.zip, b"another")
        self.assertEqual(b"another", self.zip.read_bytes())
        self.assertEqual(["bootstrap", "f.zip"], sorted(file.name for file in self.folder.iterdir()))
