"""Accepts the same schedules as AWS and the local cloud."""

import json
import unittest

from tools.common import schedules
from tools.common.repository import ROOT

CASES = json.loads((ROOT / "scripts/local-cloud/tests/Events/Schedules/expressions.json").read_text())


class ScheduleTests(unittest.TestCase):
    def test_what_the_local_cloud_takes_is_taken(self) -> None:
        for expression, _, _ in CASES["next"]:
            with self.subTest(expression):
                schedules.check_expression(expression)

    def test_what_the_local_cloud_refuses_is_refused(self) -> None:
        for expression in CASES["refused"]:
            with self.subTest(expression), self.assertRaises(ValueError):
                schedules.check_expression(expression)

    def test_a_zone_is_a_name_of_the_IANA(self) -> None:
        for name in ("UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"):
            schedules.check_zone(name)
        for name in ("Mars/Olympus", "europe/berlin", "Europe", "posix/Europe/Berlin", "../UTC", "/etc/localtime", "UTC\n", "+01:00"):
            with self.subTest(name), self.assertRaises(ValueError):
                schedules.check_zone(name)
