import sys
import threading
import unittest
from collections.abc import Iterable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import gate
from application import Environ, StartResponse


def environ(service: str, operation: str) -> Environ:
    return {"HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/{service}/aws4_request, ", "REQUEST_METHOD": "POST",
            "HTTP_X_AMZ_TARGET": f"Service.{operation}", "PATH_INFO": "/", "QUERY_STRING": ""}


class GateTests(unittest.TestCase):
    def setUp(self) -> None:
        self.served: list[str] = []
        self.gate = gate.Gate(self.serve)

    def serve(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        self.served.append(environ["HTTP_X_AMZ_TARGET"])
        start_response("200 ", [])
        return [b""]

    def ask(self, service: str, operation: str) -> str:
        """The status of the response."""
        statuses: list[str] = []
        self.gate(environ(service, operation), lambda status, _headers: statuses.append(status))
        return statuses[0].strip()

    def test_requests_that_change_data_directly_or_through_a_topic_or_an_event_are_held(self) -> None:
        writes = {"sqs": "SendMessage", "dynamodb": "PutItem", "ssm": "PutParameter", "s3": "PutObject", "sns": "Publish", "events": "PutEvents"}
        reads = {"sqs": "ReceiveMessage", "dynamodb": "Query", "ssm": "GetParameter", "sns": "ListTopics", "events": "DescribeRule"}
        self.gate.hold()
        for service, operation in reads.items():
            self.assertEqual(self.ask(service, operation), "200", operation)
        self.served.clear()
        held = [threading.Thread(target=self.ask, args=write, daemon=True) for write in writes.items()]
        for thread in held:
            thread.start()
        held[-1].join(0.2)
        self.assertEqual(self.served, [])
        self.gate.release()
        for thread in held:
            thread.join()
        self.assertCountEqual(self.served, [f"Service.{operation}" for operation in writes.values()])

    def test_a_hold_has_no_limit_until_it_is_given_one(self) -> None:
        with mock.patch.object(gate, "Timer") as timer:
            self.gate.hold()
            timer.assert_not_called()
            self.gate.limit()
            self.assertEqual(timer.call_args.args[0], gate.LONGEST_HOLD_S)

    def test_after_a_hold_that_has_lapsed_requests_go_on_and_the_gate_cannot_be_shut(self) -> None:
        with mock.patch.object(gate, "LONGEST_HOLD_S", 0.05):
            self.gate.hold()
            self.gate.limit()
        # It waits for the end of the hold.
        self.assertEqual(self.ask("sqs", "SendMessage"), "200")
        with self.assertRaisesRegex(gate.HoldLapsed, "may have changed"):
            self.gate.shut()
        self.assertEqual(self.ask("sqs", "SendMessage"), "200")

    def test_a_timer_that_comes_too_late_does_not_end_the_next_hold(self) -> None:
        with mock.patch.object(gate, "Timer") as timer:
            timer.side_effect = lambda *_: mock.Mock()
            self.gate.hold()
            self.gate.limit()
            lapse = timer.call_args.args[1]
            self.gate.release()
            self.gate.hold()
            self.gate.limit()
            lapse()
        self.gate.shut()

    def test_a_gate_that_was_shut_stays_so_until_it_is_reopened(self) -> None:
        with mock.patch.object(gate, "Timer") as timer:
            self.gate.hold()
            self.gate.limit()
            self.gate.shut()
            timer.return_value.cancel.assert_called()
        self.assertEqual(self.ask("sqs", "SendMessage"), "403")
        # As a second scripts/down --keep does, after the first was killed.
        self.gate.hold()
        self.assertEqual(self.ask("sqs", "SendMessage"), "403")
        self.gate.shut()
        self.gate.reopen()
        self.assertEqual(self.ask("sqs", "SendMessage"), "200")
