import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hosts import Hosts

# The other servers of a cloud have the same test cases.
CASES = json.loads((Path(__file__).resolve().parents[2] / "tests/hosts.json").read_text())


class HostsTests(unittest.TestCase):
    def test_a_name_of_this_machine_or_an_allowed_one_is_admitted_and_no_other(self) -> None:
        hosts = Hosts(CASES["allowed"])
        self.assertEqual(CASES["admitted"], [host for host in CASES["admitted"] + CASES["refused"] if hosts.admit(host)])

    def test_without_others_only_this_machine_has_a_name(self) -> None:
        self.assertFalse(Hosts().admit("dev.example"))
