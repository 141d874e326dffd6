import time
import unittest

from tools.bench import deployed
from tools.common import builds
from tools.common.environments import EnvironmentTests, emulators
from tools.common.test_reports import COLD, WARM, in_json


class PercentileTests(unittest.TestCase):
    def test_percentiles_lie_between_their_neighbors(self) -> None:
        self.assertEqual(deployed.spread([1.0, 2.0, 3.0, 4.0, 1234.0]), "3 (1.4–742)")
        self.assertEqual((deployed.spread([0.5]), deployed.spread([])), ("0.5 (0.5–0.5)", ""))


class EnvironmentReportTests(EnvironmentTests):
    def put(self, function: str, *messages: str) -> None:
        client, group = emulators.client("logs", self.url), f"/aws/lambda/quickchange-local-{function}"
        client.create_log_group(logGroupName=group)
        client.create_log_stream(logGroupName=group, logStreamName="a")
        events = [{"timestamp": time.time_ns() // 1_000_000, "message": message} for message in messages]
        client.put_log_events(logGroupName=group, logStreamName="a", logEvents=events)

    def test_starts_and_answers_of_each_function_are_a_row(self) -> None:
        self.put("hello", COLD, "REPORT on something else", WARM, in_json(durationMs=2.5))
        expected = ("hello", "3", "1", "66.5 (66.5–66.5)", "12.3 (12.3–12.3)", "2 (1.6–2.4)", "2.49", "32", "256")
        others = {name: (name, "0", "0") for name in builds.names() if name != "hello"}
        for words, rows in (((), others), (("--only", "hello"), {})):
            status, out, err = self.run_script("bench", "--environment", "local", *words)
            self.assertEqual((status, err), (0, ""))
            heads, *found = (tuple(cell.strip() for cell in line.split("  ") if cell.strip()) for line in out.splitlines())
            self.assertEqual(heads, deployed.COLUMNS)
            self.assertEqual({row[0]: row for row in found}, {"hello": expected} | rows)

    def test_an_environment_without_reports_is_a_failure(self) -> None:
        self.put("hello", "START RequestId: 1")
        status, _, err = self.run_script("bench", "--environment", "local", "--since", "10m")
        self.assertEqual(status, 1)
        self.assertIn("no function of local has reported an invocation", err)
