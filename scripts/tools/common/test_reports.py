import json
import unittest

from tools.common import reports
from tools.common.reports import Report

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
        for message, report in ((COLD, Report(12.34, 80, 256, 31, 66.5)), (WARM, Report(1.5, 2, 256, 32, None)),
                                (in_json(), Report(1.5, 2, 256, 32, None)), (in_json(initDurationMs=66.5), Report(1.5, 2, 256, 32, 66.5))):
            self.assertEqual(reports.read(message), report)

    def test_other_messages_are_none(self) -> None:
        for message in ("START RequestId: 1 Version: 2", "a REPORT RequestId: 1", '{"type":"platform.start","record":{}}', '"platform.report"', "{broken"):
            self.assertIsNone(reports.read(message), message)
