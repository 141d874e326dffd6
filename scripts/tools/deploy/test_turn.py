import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common.command import Failure
from tools.deploy import turn
from tools.deploy.destinations import Destination


class TurnTests(unittest.TestCase):
    def test_of_two_the_second_waits_as_long_as_it_is_told_to(self) -> None:
        to = Destination("dev", Path(self.enterContext(TemporaryDirectory())), "x64", None)

        refused = self.assertRaisesRegex(Failure, "another scripts/deploy dev is still running on this machine")
        with turn.take(to, "5m"), refused, turn.take(to, "0s"):
            self.fail("it is taken twice")
        with turn.take(to, "0s"):
            pass
