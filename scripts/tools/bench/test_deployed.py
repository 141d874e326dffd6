import json
import time
import unittest

from tools.bench import deployed
from tools.bench.deployed import Report
from tools.common import builds
from tools.common.environments import EnvironmentTests, emulators

COLD = ("REPORT RequestId: 6f7f0961\tDuration: 12.34 ms\tBilled Duration: 80 ms\tMemory Size: 256 MB\tMax Memory Used: 31 MB\t"
        "Init Duration: 66.50 ms\t\n")
WARM = ("REPORT RequestId: 6f7f0962\tDuration: 1.50 ms\tBilled Duration: 2 ms\tMemory Size: 256 MB\tMax Memory Used: 32 MB\t\n"
        "XRAY TraceId: 1-5e\tSegmentId: 2a\tSampled: true\t\n")


def in_json(**others: float) -> str:
    """A report as AWS documents it: https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html#platform-report"""
    metrics = {"durationMs": 1.5, "billedDurationMs": 2, "memorySizeMB": 256, "maxMemoryUsedMB": 32} | others
    return json.dumps({"time": "2026-01-01T00:00:00Z", "type": "platform.report", "record": {"requestId": "6f7f0963", "status": "success", "metrics": metrics}})


class ReportTests(unittest.TestCase):
    def test_a_report_is_read_as_text_and_as_json(self) -> None:
        for message, report in ((COLD, Report(12.34, 256, 31, 66.5)), (WARM, Report(1.5, 256, 32, None)),
                                (in_json(), Report(1.5, 256, 32, None)), (in_json(initDurationMs=66.5), Report(1.5, 256, 32, 66.5))):
            self.assertEqual(deployed.read(message), report)

    def test_other_messages_are_none(self) -> None:
        for message in ("START RequestId: 1 Version: 2", "a REPORT RequestId: 1", '{"type":"platform.start","record":{}}', '"platform.report"', "{broken"):
            self.assertIsNone(deployed.read(message), message)

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
