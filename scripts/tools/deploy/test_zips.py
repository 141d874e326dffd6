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
    """A checkout with one function, which has a zip."""

    def setUp(self) -> None:
        self.root = Path(self.enterContext(TemporaryDirectory()))
        for name, folder in {"ARTIFACTS": "artifacts", "FUNCTIONS": "functions", "SCRIPTS": "scripts"}.items():
            self.enterContext(mock.patch.object(zips, name, self.root / folder))
        for file in ("functions/one/function.json", "artifacts/linux-x64/one.zip", "artifacts/linux-x64/one.json"):
            self.write(file)
        self.write("scripts/build", BUILD)
        (self.root / "scripts/build").chmod(0o755)

    def write(self, file: str, text: str = "{}") -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def builds(self, only_missing: bool) -> bool:
        zips.build("x64", only_missing)
        return (self.root / "built").exists()

    def test_the_build_decides_what_has_changed(self) -> None:
        self.assertTrue(self.builds(only_missing=False))
        self.assertEqual((self.root / "built").read_text(), "--arch x64\n")

    def test_zips_are_used_as_they_are_if_only_what_is_missing_is_built(self) -> None:
        self.assertFalse(self.builds(only_missing=True))

    def test_what_is_missing_is_built(self) -> None:
        self.write("functions/two/function.json")
        self.assertTrue(self.builds(only_missing=True))

    def test_a_descriptor_that_has_changed_since_it_was_checked_is_built(self) -> None:
        self.write("functions/one/function.json", '{"memory_mb": 256}')
        self.assertTrue(self.builds(only_missing=True))

    def test_a_build_that_fails_is_told(self) -> None:
        with mock.patch.dict(os.environ, {"STATUS": "1"}), self.assertRaisesRegex(Failure, "the functions could not be built"):
            zips.build("x64", only_missing=False)
