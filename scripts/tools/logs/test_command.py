import argparse
import signal
import subprocess
import time
import unittest
from typing import Any
from unittest import mock

from tools.common.environments import ROOT, EnvironmentTests, emulators, environment
from tools.logs import command as logs

GROUP = "/aws/lambda/quickchange-local-change"


class AgeTests(unittest.TestCase):
    def test_an_age_is_a_number_and_a_unit(self) -> None:
        for age, seconds in (("30s", 30), ("10m", 600), ("2h", 7200), ("1d", 86400)):
            self.assertEqual(logs.seconds(age), seconds)

    def test_what_is_no_age_is_refused(self) -> None:
        for age in ("", "10", "m", "-1m", "1w", "1.5h", "9999999d"):
            with self.subTest(age), self.assertRaises(argparse.ArgumentTypeError):
                logs.seconds(age)


class LogsTests(EnvironmentTests):
    def setUp(self) -> None:
        super().setUp()
        self.client = emulators.client("logs", self.url)
        self.client.create_log_group(logGroupName=GROUP)
        self.now = time.time_ns() // 1_000_000

    def put(self, stream: str, *records: tuple[int, str], group: str = GROUP) -> None:
        """Stores messages, each with its age in milliseconds."""
        try:
            self.client.create_log_stream(logGroupName=group, logStreamName=stream)
        except self.client.exceptions.ResourceAlreadyExistsException:
            pass
        events = [{"timestamp": self.now - age, "message": message} for age, message in records]
        self.client.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)

    def test_events_of_all_streams_come_in_the_order_of_their_time(self) -> None:
        self.put("a", (5000, "first"), (1000, "third"))
        self.put("b", (3000, '{"level":"Information","message":"second","n":2}'))
        status, out, err = self.run_script("logs", "change")
        self.assertEqual((status, err), (0, ""))
        self.assertEqual([line[13:] for line in out.splitlines()], ["first", "Information second n=2", "third"])
        self.assertRegex(out, r"^\d\d:\d\d:\d\d\.\d{3} first\n")

    def test_events_that_are_too_old_or_do_not_match_are_left_out_and_raw_ones_are_printed_as_they_are(self) -> None:
        apple = '{"level":"Information","message":"apple"}\n'
        self.put("a", (120_000, "old apple"), (1000, apple), (500, "pear"))
        self.assertEqual(self.run_script("logs", "change", "--since", "1m", "--filter", "apple", "--raw")[1], apple)

    def test_several_functions_are_interleaved_and_named(self) -> None:
        other = GROUP.removesuffix("change") + "hello"
        self.client.create_log_group(logGroupName=other)
        # Of another environment, whose name begins with the same word.
        self.client.create_log_group(logGroupName=GROUP.removesuffix("change") + "2-hello")
        self.put("a", (5000, "first\n  more"), (1000, "third"))
        self.put("a", (3000, "second"), group=other)
        expected = ["change  first", "change    more", "hello   second", "change  third"]
        for words in (("change", "hello"), ()):
            status, out, err = self.run_script("logs", *words, "--raw")
            self.assertEqual((status, out.splitlines(), err), (0, expected, ""))

    def test_that_nothing_was_logged_is_said(self) -> None:
        for words, said in (((), "nothing was logged in the last 10m"), (("--filter", "pear"), "nothing that matches pear was logged")):
            status, out, err = self.run_script("logs", "change", *words)
            self.assertEqual((status, out), (0, ""))
            self.assertIn(said, err)

    def test_an_unknown_function_is_answered_with_those_there_are(self) -> None:
        status, out, err = self.run_script("logs", "chnage")
        self.assertEqual((status, out), (1, ""))
        self.assertIn("functions with a log group: change\n", err)
        self.assertRegex(err, r"functions in functions/: .*\bhello\b")

    def test_follow_prints_what_comes_and_ends_at_ctrl_c_without_a_traceback(self) -> None:
        self.put("a", (2000, "before"))
        with self.start("logs", "change", "--follow", "--raw") as process:
            assert process.stdout
            self.assertEqual(process.stdout.readline(), "before\n")
            self.put("b", (2500, "late"))
            self.assertEqual(process.stdout.readline(), "late\n")
            self.put("a", (0, "after"))
            self.assertEqual(process.stdout.readline(), "after\n")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=emulators.PATIENCE)
        self.assertEqual((process.returncode, out, err), (130, "", ""))

    def test_a_reader_that_goes_ends_it_without_a_word(self) -> None:
        self.put("a", *((1000, "x" * 1000) for _ in range(500)))
        with self.start("logs", "change") as process:
            assert process.stdout
            process.stdout.readline()
            process.stdout.close()
            process.stdout = None
            self.assertEqual(process.communicate(timeout=emulators.PATIENCE)[1], "")

    def test_more_events_than_a_page_are_all_printed_once(self) -> None:
        for page in range(3):
            self.put("a", *((3000 - page, f"event {page} {number}") for number in range(4000)))
        out = self.run_script("logs", "change", "--raw")[1].splitlines()
        self.assertEqual((len(out), len(set(out))), (12_000, 12_000))

    def test_a_cloud_that_does_not_run_is_said_to_be_started(self) -> None:
        port = emulators.free_port()
        command = [ROOT / "scripts/logs", "change", "--port", str(port)]
        answer = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
        self.assertEqual((answer.returncode, answer.stderr), (1, f"logs: no local cloud was found; start one with scripts/up --port {port}\n"))


class FollowTests(unittest.TestCase):
    """Tests what --follow prints, with a sequence of responses."""

    def follow(self, *answers: list[tuple[str, int]]) -> tuple[list[str], list[int]]:
        """The IDs of the events that it yields, and the start times of its requests."""
        starts: list[int] = []

        def found(_client: Any, _group: str, start: int, _pattern: str) -> list[dict[str, Any]]:
            starts.append(start)
            return [{"eventId": identifier, "timestamp": at} for identifier, at in answers[len(starts) - 1] if at >= start]

        got: list[str] = []
        with mock.patch.object(logs, "found", found):
            group = logs.Group(None, "group", 1_000_000, "")
            for _ in answers:
                got += [event["eventId"] for event in group.new()]
        return got, starts

    def test_an_event_that_is_found_again_is_not_repeated(self) -> None:
        self.assertEqual(self.follow([("a", 1_000_001)], [("a", 1_000_001), ("b", 1_000_001)], [("b", 1_000_001)])[0], ["a", "b"])

    def test_an_event_that_comes_late_is_not_lost(self) -> None:
        new = 1_000_000 + 2 * logs.LATE_MS
        self.assertEqual(self.follow([("new", new)], [("late", new - logs.LATE_MS), ("new", new)])[0], ["new", "late"])

    def test_the_window_moves_on_with_the_newest_event(self) -> None:
        new = 1_000_000 + 2 * logs.LATE_MS
        self.assertEqual(self.follow([("a", 1_000_000)], [("b", new)], [("b", new)], [])[1],
                         [1_000_000, 1_000_000, new - logs.LATE_MS, new - logs.LATE_MS])
