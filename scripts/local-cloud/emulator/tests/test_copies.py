import json
import sys
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data import Data, copies

DATA: Data = {"objects": {"bucket": {"a": [{"is_delete_marker": True}, {"body": b"1", "metadata": {}}]}}, "items": {"table": {"b": {"id": {"B": b"\xff"}}}}}


class CopyTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "copy"
        copies.write(self.folder, DATA)
        self.version = json.loads((self.folder / "objects/bucket.json").read_text())["a"][1]

    def change(self, file: str, value: Any) -> None:
        (self.folder / file).write_text(json.dumps(value))

    def change_version(self, **members: Any) -> None:
        self.change("objects/bucket.json", {"a": [{"is_delete_marker": True}, {**self.version, **members}]})

    def test_a_copy_is_read_as_it_was_written(self) -> None:
        self.assertEqual(copies.read(self.folder), DATA)

    def test_a_copy_that_was_changed_is_not_read(self) -> None:
        name = self.version["body"]
        (self.folder.parent / "secret").write_bytes(b"secret")
        cases: dict[str, tuple[Callable[[], Any], str]] = {
            "a file elsewhere": (lambda: self.change_version(body="../../secret"), "body.*'../../secret'"),
            "an absolute path": (lambda: self.change_version(body=str(self.folder.parent / "secret")), "body"),
            "a name with a line feed": (lambda: self.change_version(body=f"{name}\n"), "body"),
            "no text": (lambda: self.change_version(body=1), "bucket.json"),
            "no body": (lambda: self.change("objects/bucket.json", {"a": [{"metadata": {}}]}), "bucket.json.*'body'"),
            "no list": (lambda: self.change("objects/bucket.json", {"a": None}), "bucket.json"),
            "no object": (lambda: self.change("objects/bucket.json", []), "bucket.json"),
            "no items": (lambda: self.change("items/table.json", []), "table.json"),
            "no format": (lambda: self.change("manifest.json", {}), "manifest.json.*'format'"),
            "no manifest": (lambda: self.change("manifest.json", []), "manifest.json"),
            "another format": (lambda: self.change("manifest.json", {"format": 0}), "format is 0"),
            "no JSON": (lambda: (self.folder / "items/table.json").write_text("{"), "table.json is not valid JSON"),
            "no Base64": (lambda: self.change("items/table.json", {"b": {"$base64": "a"}}), "table.json"),
            "another content": (lambda: (self.folder / "bodies" / name).write_bytes(b"2"), f"{name}.*SHA-256"),
            "no content": (lambda: (self.folder / "bodies" / name).unlink(), f"{name}.*missing"),
        }
        files = {file: file.read_bytes() for file in self.folder.rglob("*") if file.is_file()}
        for case, (change, reason) in cases.items():
            with self.subTest(case):
                change()
                self.assertRaisesRegex(copies.UnreadableCopy, reason, copies.read, self.folder)
                for file, content in files.items():
                    file.write_bytes(content)
                self.assertEqual(copies.read(self.folder), DATA)
