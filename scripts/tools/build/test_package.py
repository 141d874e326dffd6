import subprocess
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path


class PackageTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        program = ["cc", "-Wl,-z,relro,-z,now", "-x", "c", "-", "-o", str(self.folder / "bootstrap")]
        subprocess.run(program, input="int main(void) { return 0; }", text=True, check=True)
        (self.folder / "words").write_text("data")
        machine = int.from_bytes((self.folder / "bootstrap").read_bytes()[18:20], "little")
        self.arch, self.other = ("arm64", "x64") if machine == 183 else ("x64", "arm64")

    def package(self, arch: str, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tools.build.package", "--arch", arch, *words]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True)

    def test_what_passes_is_packed(self) -> None:
        done = self.package(self.arch, "--budget-kb", "100", "bootstrap", "thing.zip", "words=words")

        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertIn("thing.zip: 0.0", done.stdout)
        self.assertEqual(["bootstrap", "words"], zipfile.ZipFile(self.folder / "thing.zip").namelist())

    def test_what_does_not_is_not(self) -> None:
        mistakes = {
            "bootstrap: is built for": (self.other, "bootstrap", "thing.zip"),
            "thing.zip: has ": (self.arch, "--budget-kb", "1", "bootstrap", "thing.zip"),
            "model.bin is to be in the zip": (self.arch, "bootstrap", "thing.zip", "model.bin=nowhere/model.bin"),
        }
        for expected, words in mistakes.items():
            with self.subTest(expected):
                done = self.package(*words)

                self.assertEqual(1, done.returncode)
                self.assertIn(expected, done.stderr)
                self.assertNotIn("Traceback", done.stderr)
                self.assertFalse((self.folder / "thing.zip").exists())


if __name__ == "__main__":
    unittest.main()
