import io
import tempfile
import unittest
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from tools.build import compare_zips, packing


class CompareZipsTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def write(self, build: str, time: tuple[int, int, int, int, int, int] = packing.TIME, **files: bytes) -> None:
        (self.folder / build).mkdir(exist_ok=True)
        with zipfile.ZipFile(self.folder / build / "f.zip", "w") as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name, date_time=time), content)

    def compare(self) -> tuple[bool, str, str]:
        """Whether they are the same, and what is said of that."""
        with redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as errors:
            same = compare_zips.are_same("f.zip", self.folder / "one", self.folder / "other")
        return same, said.getvalue(), errors.getvalue()

    def test_zips_of_the_same_bytes_pass_with_their_checksum(self) -> None:
        self.write("one", bootstrap=b"program")
        self.write("other", bootstrap=b"program")

        same, said, errors = self.compare()

        self.assertEqual((True, ""), (same, errors))
        self.assertRegex(said, "^f.zip: the same bytes, sha256 [0-9a-f]{64}\n$")

    def test_what_differs_is_named(self) -> None:
        cases: dict[str, dict[str, Any]] = {
            "f.zip: bootstrap differs in 2 bytes, the first at offset 0x1": {"bootstrap": b"pRogrAm", "words": b"a"},
            "f.zip: words has 1 bytes in one zip and 2 in the other": {"bootstrap": b"program", "words": b"ab"},
            "f.zip: one holds bootstrap, words, the other bootstrap": {"bootstrap": b"program"},
            "f.zip: the contents are the same": {"time": (2026, 3, 4, 5, 6, 8), "bootstrap": b"program", "words": b"a"},
        }
        self.write("one", bootstrap=b"program", words=b"a")
        for expected, other in cases.items():
            with self.subTest(expected):
                self.write("other", **other)

                same, said, errors = self.compare()

                self.assertEqual((False, ""), (same, said))
                self.assertIn(expected, errors)
