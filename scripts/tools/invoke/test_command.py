import argparse
import base64
import io
import json
import unittest
from contextlib import redirect_stderr
from types import SimpleNamespace
from typing import Any
from unittest import mock

from tools.common import builds
from tools.common.command import Failure
from tools.common.descriptors import Mistake
from tools.common.test_reports import COLD
from tools.invoke import command, events
from tools.invoke.events import Event, Place
from tools.smoke.calls import Call, Route

PLACE = Place("dev", "111122223333", "eu-west-1")


class NotFound(Exception):
    pass


class Lambda:
    """A client that returns an answer, and records the request."""

    exceptions = SimpleNamespace(ResourceNotFoundException=NotFound)

    def __init__(self, payload: bytes = b"{}", log: str = "", missing: bool = False, **answer: Any) -> None:
        self.asked: dict[str, Any] = {}
        self._missing = missing
        self._answer = {"Payload": io.BytesIO(payload), "LogResult": base64.b64encode(log.encode()).decode(),
                        "ResponseMetadata": {"RequestId": "id"}} | answer

    def invoke(self, **asked: Any) -> dict[str, Any]:
        if self._missing:
            raise NotFound
        self.asked = asked
        return self._answer


class InvokeTests(unittest.TestCase):
    def invoke(self, client: Lambda, terminal: bool = False, environment: str = "local", asynchronous: bool = False) -> tuple[int, str, str]:
        """The exit status, standard output, and standard error."""
        options = argparse.Namespace(function="hello", environment=environment, port=None, asynchronous=asynchronous)
        raw = io.BytesIO()
        out, err = io.TextIOWrapper(raw, write_through=True), io.StringIO()
        with mock.patch.object(out, "isatty", lambda: terminal), mock.patch("sys.stdout", out), redirect_stderr(err):
            status = command.invoke(client, options, Place(environment, "1", "r"), Event("e", "", {"é": 1}))
        return status, raw.getvalue().decode(), err.getvalue()

    def test_a_result_is_unchanged_in_a_pipe_and_formatted_in_a_terminal(self) -> None:
        client = Lambda(b'{"a":[1]}')
        self.assertEqual(self.invoke(client), (0, '{"a":[1]}', ""))
        self.assertEqual(client.asked, {"FunctionName": "quickchange-local-hello", "Qualifier": "live", "Payload": '{"é": 1}'.encode(), "LogType": "Tail"})
        self.assertEqual(self.invoke(Lambda(b'{"a":[1]}'), terminal=True)[1], '{\n  "a": [\n    1\n  ]\n}\n')
        self.assertEqual(self.invoke(Lambda(b"no JSON"), terminal=True)[1], "no JSON\n")

    def test_the_log_has_the_functions_lines_and_the_figures(self) -> None:
        log = ('START RequestId: 1 Version: 1\n{"level":"Information","message":"hello"}\nplain\n{"type":"platform.start","record":{}}\n'
               "7\nEND RequestId: 1\n" + COLD)
        self.assertEqual(self.invoke(Lambda(log=log))[2], "Information hello\nplain\n7\n12.34 ms, billed 80 ms, memory 31 of 256 MB, init 66.50 ms\n")

    def test_a_log_that_was_cut_off_says_where_the_rest_is(self) -> None:
        log = "x" * 96 + "\n" + "y" * 3999
        said = self.invoke(Lambda(log=log), environment="dev")[2]
        self.assertEqual(said, f"… (scripts/logs hello --environment dev prints the whole log)\n{'y' * 3999}\n")

    def test_a_functions_error_is_shown_with_its_stack_and_is_a_failure(self) -> None:
        failed = json.dumps({"errorType": "Broken", "errorMessage": "no", "stackTrace": ["at A", "at B"], "cause": {"errorType": "C", "errorMessage": "c"}})
        client = Lambda(failed.encode(), FunctionError="Unhandled")
        self.assertEqual(self.invoke(client, terminal=True), (1, "", "the function failed: Broken: no\nat A\nat B\ncaused by C: c\n"))
        self.assertEqual(self.invoke(Lambda(b"[]", FunctionError="Unhandled")), (1, "[]", "the function failed\n"))

    def test_an_asynchronous_invocation_says_where_its_log_is(self) -> None:
        client = Lambda()
        self.assertEqual(self.invoke(client, asynchronous=True), (0, "", "accepted as id; see scripts/logs hello\n"))
        self.assertEqual(client.asked["InvocationType"], "Event")

    def test_a_function_that_is_not_deployed_says_how_to_deploy_it(self) -> None:
        for environment, words in (("local", "scripts/up"), ("dev", "scripts/deploy dev")):
            with self.assertRaisesRegex(Failure, words):
                self.invoke(Lambda(missing=True), environment=environment)


class ChoiceTests(unittest.TestCase):
    def chosen(self, event: str | None) -> Event:
        with redirect_stderr(io.StringIO()):
            return command.chosen(argparse.Namespace(function=builds.names()[0], event=event), PLACE)

    def test_the_default_is_the_first(self) -> None:
        self.assertEqual(self.chosen(None), events.of(builds.names()[0], PLACE)[0])

    def test_an_unknown_name_is_answered_with_those_there_are(self) -> None:
        with self.assertRaisesRegex(Failure, f"'nothing' is neither an event of {builds.names()[0]} nor a file"):
            self.chosen("nothing")

    def test_a_file_contains_an_event_or_an_example(self) -> None:
        self.assertEqual(events.of_file(b'{"event": 1}', "f").content, {"event": 1})
        self.assertEqual(events.of_file(b'{"description": "d", "event": 1, "calls": []}', "f"), Event("f", "d", 1))
        with self.assertRaises(Mistake):
            events.of_file(b"{", "f")

    def test_standard_input_that_is_no_json_is_named(self) -> None:
        with mock.patch("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b""))), self.assertRaisesRegex(Failure, "standard input: line 1"):
            self.chosen("-")


class EventTests(unittest.TestCase):
    def test_each_function_has_events_with_different_names_that_are_json(self) -> None:
        for function in builds.names():
            found = events.of(function, PLACE)
            self.assertEqual(len({event.name for event in found}), len(found), function)
            json.dumps([event.content for event in found])

    def test_a_request_has_the_parameters_and_the_body_of_its_call(self) -> None:
        call = Call("x", "PUT", "/a%20b/c/d?q=1&q=2%263", {"n": "é"}, 200, None, ())
        found = events.request(Route("PUT /{first}/{rest+}", (call,), "jwt", ("read",)), call, PLACE)
        self.assertEqual(found["pathParameters"], {"first": "a b", "rest": "c/d"})
        self.assertEqual((found["rawPath"], found["rawQueryString"], found["queryStringParameters"]), ("/Prod/a b/c/d", "q=1&q=2%263", {"q": "1,2&3"}))
        self.assertEqual(json.loads(found["body"]), {"n": "é"})
        self.assertEqual(found["headers"]["content-type"], "application/json")
        self.assertEqual(found["requestContext"]["authorizer"]["jwt"]["scopes"], ["read"])

    def test_events_of_sources_name_what_is_deployed(self) -> None:
        record, = events.message({"name": "orders", "fifo": True}, PLACE)["Records"]
        self.assertEqual(record["eventSourceARN"], "arn:aws:sqs:eu-west-1:111122223333:quickchange-dev-orders.fifo")
        self.assertIn("MessageGroupId", record["attributes"])
        record, = events.upload_of({"prefix": "in box/", "suffix": ".csv"}, PLACE)["Records"]
        self.assertEqual((record["s3"]["bucket"]["name"], record["s3"]["object"]["key"]), ("quickchange-dev-uploads-111122223333", "in+box/example.csv"))
        self.assertEqual(events.scheduled("report", PLACE)["resources"], ["arn:aws:scheduler:eu-west-1:111122223333:schedule/quickchange-dev/quickchange-dev-report"])
        asked = events.to_authorize({"identity_sources": ["$request.header.X-Key", "$context.routeKey"]}, PLACE)
        self.assertEqual((asked["headers"]["x-key"], len(asked["identitySource"])), ("unknown", 2))

    def test_the_bucket_of_an_example_is_the_deployed_one(self) -> None:
        event = {"Records": [{"s3": {"bucket": {"name": "uploads"}, "object": {"key": "k"}}}, {"body": "b"}, 1]}
        found = events.deployed(event, PLACE)
        self.assertEqual(found["Records"], [{"s3": {"bucket": {"name": PLACE.bucket}, "object": {"key": "k"}}}, {"body": "b"}, 1])
        self.assertEqual(events.deployed([1], PLACE), [1])
