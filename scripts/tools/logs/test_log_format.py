import json
import unittest

from tools.logs import log_format


class LogFormatTests(unittest.TestCase):
    def test_a_line_has_the_time_in_utc_to_the_millisecond(self) -> None:
        event = {"timestamp": 1_700_000_000_007, "message": "START RequestId: 1 Version: 7\n"}
        self.assertEqual(log_format.line(event), "22:13:20.007 START RequestId: 1 Version: 7")

    def test_a_record_is_what_it_says_and_its_other_properties(self) -> None:
        for shown, record in {
            'Warning no coins id=o-1 line=18 why="too small"':
                {"timestamp": "2026-01-01T00:00:00Z", "level": "Warning", "message": "no coins", "id": "o-1", "line": 18, "why": "too small"},
            "hello n=null": {"message": "hello", "n": None},
            "metrics Function=worker Answered=3": {"_aws": {"Timestamp": 1, "CloudWatchMetrics": []}, "Function": "worker", "Answered": 3},
            'platform.report requestId=r metrics={"durationMs":1.5}':
                {"time": "2026-01-01T00:00:00Z", "type": "platform.report", "record": {"requestId": "r", "metrics": {"durationMs": 1.5}}},
        }.items():
            with self.subTest(shown):
                self.assertEqual(log_format.readable(json.dumps(record)), shown)

    def test_what_is_no_record_stays_as_it_is(self) -> None:
        for message in ("REPORT RequestId: 1\tDuration: 2 ms", "{broken", "17", "[1]", '{"a":1}', ""):
            with self.subTest(message):
                self.assertEqual(log_format.readable(message), message)

    def test_a_value_that_could_be_read_in_two_ways_is_quoted(self) -> None:
        for value, shown in (("a b", '"a b"'), ("a=b", '"a=b"'), ("", '""'), ("a\nb", '"a\\nb"'), ("ä", "ä"), (True, "true")):
            with self.subTest(value):
                self.assertEqual(log_format.word(value), shown)
