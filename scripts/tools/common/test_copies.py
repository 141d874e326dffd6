import signal
import tempfile
import unittest
from pathlib import Path
from typing import Any
from unittest import mock

from tools.common import copies
from tools.common.cloud import Cloud
from tools.common.command import Failure


class CopyTests(unittest.TestCase):
    """Tests what happens around a copy, with an AWS endpoint that only records what it is asked."""

    def setUp(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(mock.patch("tools.common.cloud.ARTIFACTS", folder))
        self.enterContext(mock.patch.object(copies, "ROOT", folder))
        self.enterContext(mock.patch.object(copies, "ask", self.ask))
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self.addCleanup(signal.signal, number, signal.getsignal(number))
        self.cloud = Cloud(4000)
        self.asked: list[str] = []
        self.problems: dict[str, BaseException] = {}
        self.kept: list[str] = []
        self.counter = 0

    def ask(self, cloud: Cloud, operation: str) -> dict[str, Any]:
        self.asked.append(operation)
        if problem := self.problems.get(operation):
            raise problem
        if operation == "shut":
            self.kept.append(self.current())
        if operation == "copy":
            self.counter += 1
            (cloud.copies / f"copy-{self.counter}").mkdir(parents=True)
            return {"copy": f"copy-{self.counter}", "counts": {"items": {"a": 2, "b": 1}}, "lost_events": {"f": 2}}
        return {"counts": {}, "left": {"items": {"own": 1}}}

    def current(self) -> str:
        return (self.cloud.copies / "current").resolve().name

    def names(self) -> list[str]:
        return sorted(entry.name for entry in self.cloud.copies.iterdir())

    def test_a_copy_replaces_the_earlier_one_before_the_cloud_ends(self) -> None:
        for number in (1, 2):
            with copies.made(self.cloud) as description:
                self.assertEqual(self.current(), f"copy-{number}")
                self.assertEqual(signal.getsignal(signal.SIGINT), signal.SIG_IGN)
        self.assertEqual(description, "3 items; asynchronous events that were not handled are lost: 2 of f")
        self.assertEqual(self.names(), ["copy-2", "current"])
        self.assertEqual(self.asked, ["copy", "shut"] * 2)
        self.assertEqual(self.kept, ["current", "copy-1"], "the copy is the current one only after the cloud was shut")

    def test_a_copy_that_fails_or_is_interrupted_leaves_the_earlier_one_and_the_cloud(self) -> None:
        with copies.made(self.cloud):
            pass
        for problem, said in ((Failure("no space"), "no space"), (KeyboardInterrupt(), "the cloud is still running")):
            self.asked, self.problems = [], {"copy": problem}
            with self.assertRaisesRegex(type(problem), said), copies.made(self.cloud):
                self.fail("the cloud would end")
            self.assertEqual((self.asked, self.names()), (["copy", "release"], ["copy-1", "current"]))

    def test_a_copy_does_not_replace_the_earlier_one_if_the_data_may_have_changed_since(self) -> None:
        with copies.made(self.cloud):
            pass
        self.asked, self.problems = [], {"shut": Failure("may have changed")}
        with self.assertRaisesRegex(Failure, "may have changed"), copies.made(self.cloud):
            self.fail("the cloud would end")
        self.assertEqual((self.asked, self.current()), (["copy", "shut", "release"], "copy-1"))
        self.assertEqual(self.names(), ["copy-1", "copy-2", "current"], "the next copy removes this one")

    def test_a_cloud_that_was_shut_is_released_if_the_copy_cannot_become_the_current_one(self) -> None:
        with copies.made(self.cloud):
            pass
        self.asked = []
        with (mock.patch.object(Path, "replace", side_effect=OSError("disk")), self.assertRaisesRegex(Failure, "kept: disk. The cloud is still"),
              copies.made(self.cloud)):
            self.fail("the cloud would end")
        self.assertEqual((self.asked, self.current()), (["copy", "shut", "release"], "copy-1"))

    def test_what_cannot_be_brought_back_is_named(self) -> None:
        warnings: list[str] = []
        self.assertEqual(copies.restore(self.cloud, warnings.append), "brought back no data")
        self.assertIn("1 items of own can't be brought back", warnings[0])

    def test_a_copy_can_be_discarded_and_outlives_everything_else(self) -> None:
        self.assertFalse(copies.discard(self.cloud))
        with copies.made(self.cloud):
            pass
        (self.cloud.state / "bin").mkdir()
        (self.cloud.state / "local.env").touch()
        copies.remove_all_else(self.cloud)
        self.assertEqual([entry.name for entry in self.cloud.state.iterdir()], ["kept"])
        self.assertTrue(copies.discard(self.cloud))
        self.assertFalse(copies.exists(self.cloud))
