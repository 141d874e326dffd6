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
        self.problem: BaseException | None = None
        self.counter = 0

    def ask(self, cloud: Cloud, operation: str) -> dict[str, Any]:
        self.asked.append(operation)
        if operation == "copy":
            if self.problem:
                raise self.problem
            self.counter += 1
            (cloud.copies / f"copy-{self.counter}").mkdir(parents=True)
            return {"copy": f"copy-{self.counter}", "counts": {"items": {"a": 2, "b": 1}}, "lost_events": {"f": 2}}
        return {"counts": {}, "left": {"items": {"own": 1}}}

    def names(self) -> list[str]:
        return sorted(entry.name for entry in self.cloud.copies.iterdir())

    def test_a_copy_replaces_the_earlier_one_before_the_cloud_ends(self) -> None:
        for number in (1, 2):
            with copies.made(self.cloud) as description:
                self.assertEqual((self.cloud.copies / "current").resolve().name, f"copy-{number}")
                self.assertEqual(signal.getsignal(signal.SIGINT), signal.SIG_IGN)
        self.assertEqual(description, "3 items; asynchronous events that were not handled are lost: 2 of f")
        self.assertEqual(self.names(), ["copy-2", "current"])
        self.assertEqual(self.asked, ["copy", "shut"] * 2)

    def test_a_copy_that_fails_or_is_interrupted_leaves_the_earlier_one_and_the_cloud(self) -> None:
        with copies.made(self.cloud):
            pass
        for problem, said in ((Failure("no space"), "no space"), (KeyboardInterrupt(), "the cloud is still running")):
            self.asked, self.problem = [], problem
            with self.assertRaisesRegex(type(problem), said), copies.made(self.cloud):
                self.fail("the cloud would end")
            self.assertEqual((self.asked, self.names()), (["copy", "release"], ["copy-1", "current"]))

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
