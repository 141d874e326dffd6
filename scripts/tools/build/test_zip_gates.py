import io
import unittest
import zipfile
from pathlib import Path

from tools.build import packing, zip_gates

NAME = Path("linux-x64/thing.zip")


def zip_of(entries: list[tuple[str, int]], time: tuple[int, int, int, int, int, int] = packing.TIME, extra: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, mode in entries:
            entry = zipfile.ZipInfo(name, date_time=time)
            entry.external_attr = mode << 16
            entry.extra = extra
            archive.writestr(entry, b"content")
    return buffer.getvalue()


GOOD = [("bootstrap", 0o100755), ("model.bin", 0o100644)]


class ZipGateTests(unittest.TestCase):
    def check(self, content: bytes, budget_kb: int | None = None) -> None:
        zip_gates.check(NAME, content, {"model.bin"}, budget_kb)

    def refuses(self, *parts: str) -> "unittest.case._AssertRaisesContext[zip_gates.Refused]":
        """Each message names the file, the limit and what to do."""
        return self.assertRaisesRegex(zip_gates.Refused, "^linux-x64/thing.zip: .*" + ".*".join(parts))

    def test_bootstrap_and_declared_data_pass(self) -> None:
        self.check(zip_of(GOOD), budget_kb=1)

    def test_what_must_not_be_deployed_is_refused(self) -> None:
        with self.assertWarnsRegex(UserWarning, "Duplicate name"):
            twice = zip_of([*GOOD, GOOD[0]])
        for content, *parts in (
            (zip_of([*GOOD, ("bootstrap.dbg", 0o100644)]), "contains bootstrap.dbg", "only bootstrap, model.bin", '"data"'),
            (zip_of(GOOD[1:]), "doesn't contain bootstrap", "scripts/build"),
            (twice, "twice", "scripts/build"),
            (zip_of([("bootstrap", 0o100644), GOOD[1]]), "bootstrap has mode 100644", "must have 100755", "scripts/build"),
            (zip_of([GOOD[0], ("model.bin", 0o100755)]), "model.bin has mode 100755", "must have 100644", "scripts/build"),
            (zip_of(GOOD, time=(2026, 3, 4, 5, 6, 8)), "bootstrap records when", "different bytes", "scripts/build"),
            # Info-ZIP's field with user and group.
            (zip_of(GOOD, extra=b"ux\x03\x00\x01\x00\x00"), "bootstrap records when or by whom", "scripts/build"),
        ):
            with self.subTest(parts), self.refuses(*parts):
                self.check(content)

    def test_a_zip_over_its_budget_is_refused(self) -> None:
        content = zip_of(GOOD) + b" " * 2000

        with self.refuses("has 2 KB", "budget is 1 KB", "budgets.json"):
            self.check(content, budget_kb=1)
        self.check(content)
