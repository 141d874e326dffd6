import io
import os
import tempfile
import threading
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from unittest import mock

from tools.common import locks


class LockTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.enterContext(mock.patch.object(locks, "ARTIFACTS", self.folder))
        self.said = io.StringIO()
        self.enterContext(redirect_stderr(self.said))

    def wait_for_a_lock_that_is_held(self) -> None:
        waited = threading.Event()

        def wait() -> None:
            with locks.locked("x"):
                waited.set()

        with locks.locked("x"):
            waiter = threading.Thread(target=wait)
            waiter.start()
            while "waiting" not in self.said.getvalue():
                self.assertFalse(waited.wait(0.01))
        waiter.join()
        self.assertTrue(waited.is_set())

    def test_who_waits_says_so_and_asks_a_build_in_the_background_to_give_way(self) -> None:
        self.wait_for_a_lock_that_is_held()
        self.assertTrue((self.folder / "x.wanted").exists())

    def test_a_build_in_the_background_asks_nobody(self) -> None:
        with mock.patch.dict(os.environ, {locks.IN_BACKGROUND: "1"}):
            self.wait_for_a_lock_that_is_held()
        self.assertFalse((self.folder / "x.wanted").exists())

    def test_a_free_lock_is_taken_without_a_word(self) -> None:
        with locks.locked("x"):
            self.assertEqual("", self.said.getvalue())
