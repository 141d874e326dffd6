import os
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common.command import Failure
from tools.deploy import zips

BUILD = """#!/usr/bin/env bash
echo "$*" >"${0%/*}/../built"
exit "${STATUS:-0}"
"""


class ZipsTests(unittest.TestCase):
    """A checkout with one function, whose zip is newer than its sources and older than its tests."""

    def setUp(self) -> None:
        self.root = Path(self.enterContext(TemporaryDirectory()))
        for name, folder in {"ROOT": ".", "ARTIFACTS": "artifacts", "FUNCTIONS": "functions", "SCRIPTS": "scripts"}.items():
            self.enterContext(mock.patch.object(zips, name, self.root / folder))
        for file, age in {"functions/one/function.json": 100, "functions/one/Program.cs": 100, "functions/one/tests/Test.cs": 300,
                          "artifacts/linux-x64/one.zip": 200, "artifacts/linux-x64/one.json": 200}.items():
            self.write(file, age)
        self.write("scripts/build", 0, BUILD)
        (self.root / "scripts/build").chmod(0o755)

    def write(self, file: str, time: int, text: str = "{}") -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (time, time))

    def builds(self, only_missing: bool = False) -> bool:
        zips.build("x64", only_missing)
        return (self.root / "built").exists()

    def test_what_is_newer_than_its_sources_is_not_built(self) -> None:
        self.assertFalse(self.builds())

    def test_what_is_missing_is_built_and_is_newer_than_its_sources_then(self) -> None:
        self.write("functions/two/function.json", 100)
        self.assertTrue(self.builds(only_missing=True))
        self.assertEqual((self.root / "built").read_text(), "--arch x64\n")
        self.assertGreater((self.root / "artifacts/linux-x64/one.zip").stat().st_mtime, 200)

    def test_a_descriptor_that_has_changed_since_it_was_checked_is_built(self) -> None:
        self.write("functions/one/function.json", 100, '{"memory_mb": 256}')
        self.assertTrue(self.builds(only_missing=True))

    def test_a_source_that_is_newer_is_built_unless_only_what_is_missing_is_asked_for(self) -> None:
        self.write("functions/one/Program.cs", 201)
        self.assertFalse(self.builds(only_missing=True))
        self.assertTrue(self.builds())

    def test_a_build_that_fails_is_told(self) -> None:
        (self.root / "artifacts/linux-x64/one.zip").unlink()
        with mock.patch.dict(os.environ, {"STATUS": "1"}), self.assertRaisesRegex(Failure, "the functions could not be built"):
            zips.build("x64", only_missing=True)
