import io
import subprocess
import tempfile
import unittest
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

from tools.build import package
from tools.common import processors
from tools.common.command import Failure


class PackageTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        program = ["cc", "-Wl,-z,relro,-z,now", "-x", "c", "-", "-o", str(self.folder / "bootstrap")]
        subprocess.run(program, input="int main(void) { return 0; }", text=True, check=True)
        (self.folder / "words").write_text("data")
        self.arch = processors.host()
        self.other, = set(processors.ALL) - {self.arch}

    def package(self, arch: str, budget_kb: int | None = None, **data: str) -> None:
        package.write(self.folder / "thing.zip", self.folder / "bootstrap", arch, {name: self.folder / file for name, file in data.items()}, budget_kb)

    def test_what_passes_is_packed(self) -> None:
        with redirect_stdout(io.StringIO()) as said:
            self.package(self.arch, 100, words="words")

        self.assertIn("thing.zip: 0.0", said.getvalue())
        self.assertEqual(["bootstrap", "words"], zipfile.ZipFile(self.folder / "thing.zip").namelist())

    def test_what_does_not_is_not(self) -> None:
        mistakes = {
            "bootstrap: is built for": lambda: self.package(self.other),
            "thing.zip: has ": lambda: self.package(self.arch, 1),
            "model must be in the zip, but /.*/nowhere doesn't exist": lambda: self.package(self.arch, model="nowhere"),
        }
        for expected, pack in mistakes.items():
            with self.subTest(expected):
                with self.assertRaisesRegex(Failure, expected):
                    pack()
                self.assertFalse((self.folder / "thing.zip").exists())
