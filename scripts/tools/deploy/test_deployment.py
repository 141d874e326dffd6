import unittest
from typing import Any

from tools.deploy import deployment


class ChangedTests(unittest.TestCase):
    def test_what_serves_another_version_goes_back_to_the_one_before(self) -> None:
        before, now = ({"same": "4", "newer": "1", "gone": "7"}, {"same": "4", "newer": "2", "new": "1"})

        self.assertEqual(deployment.changed(outputs(before), outputs(now)), {"newer": "1"})

    def test_before_the_first_deployment_there_is_nothing_to_go_back_to(self) -> None:
        self.assertEqual(deployment.changed({}, outputs({"new": "1"})), {})


def outputs(versions: dict[str, str]) -> dict[str, Any]:
    return {"live_versions": {"type": ["map", "string"], "value": versions}}
