import time
import unittest
from multiprocessing.context import ForkProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common import marked, programs
from tools.test.aside import Asides


class AsidesTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))

    def test_its_words_are_in_its_log(self) -> None:
        with Asides(self.folder) as asides:
            asides.start("build", lambda: (print("by itself"), programs.run("echo", "by a program")))

            self.assertEqual(asides.wait("build"), 0)
        self.assertEqual(sorted((self.folder / "build.log").read_text().splitlines()), ["by a program", "by itself"])

    def test_what_raises_an_exception_fails(self) -> None:
        with Asides(self.folder) as asides:
            asides.start("build", lambda: 1 // 0)

            self.assertEqual(asides.wait("build"), 1)
        self.assertIn("ZeroDivisionError", (self.folder / "build.log").read_text())

    def test_what_is_left_ends_with_its_programs(self) -> None:
        started = self.folder / "started"
        # Both while it runs in the background and while it is awaited.
        for waited_for in (False, True):
            with self.subTest(waited_for=waited_for), self.assertRaises(KeyboardInterrupt), Asides(self.folder) as asides:
                started.unlink(missing_ok=True)
                asides.start("build", lambda: programs.run("sh", "-c", f"echo $$ >{started}.new; mv {started}.new {started}; exec sleep 1000"))
                while not started.exists():
                    time.sleep(0.01)
                if waited_for:
                    with mock.patch.object(ForkProcess, "join", side_effect=KeyboardInterrupt):
                        asides.wait("build")
                raise KeyboardInterrupt

            # Soon no process has this ID, or a different program has it.
            over = time.monotonic() + 60
            while "sleep" in marked.command(int(started.read_text())):
                self.assertLess(time.monotonic(), over)
                time.sleep(0.01)
