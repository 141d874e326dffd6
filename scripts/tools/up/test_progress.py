import io
import json
import re
import time
import unittest
from contextlib import redirect_stderr
from unittest import mock

from tools.up import applying, progress
from tools.up.progress import Progress, Step


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class ProgressTests(unittest.TestCase):
    def test_a_step_that_ends_has_a_line_and_one_that_fails_has_none(self) -> None:
        output = io.StringIO()
        with Progress(output) as shown:
            with shown.step("one") as step:
                step.detail = "done"
            with self.assertRaises(ValueError), shown.step("two"):
                raise ValueError
        self.assertRegex(output.getvalue(), r"^  one +0\.0 s  done\n$")

    def test_a_long_step_is_shown_while_it_runs(self) -> None:
        output = io.StringIO()
        with mock.patch.object(progress, "REPEATED_S", 0.01), Progress(output) as shown, shown.step("long") as step:
            step.detail = "part 2"
            while "\n" not in output.getvalue():
                time.sleep(0.01)
        self.assertTrue(output.getvalue().startswith("  … long 0 s (part 2)\n"), output.getvalue())

    def test_a_terminal_shows_it_in_a_line_that_is_removed(self) -> None:
        output = Terminal()
        with mock.patch.object(progress, "REDRAWN_S", 0.01), Progress(output) as shown, shown.step("long"):
            while "  long 0 s" not in output.getvalue():
                time.sleep(0.01)
        left = re.sub(r"(^|\n)[^\n]*\r\x1b\[K", r"\1", output.getvalue())
        self.assertRegex(left, r"^  long +0\.\d s\n$")

    def test_programs_that_write_to_the_same_terminal_are_not_overwritten(self) -> None:
        output = Terminal()
        with Progress(output, verbose=True) as shown, shown.step("one"):
            pass
        self.assertNotIn("\r", output.getvalue())


class TerraformTests(unittest.TestCase):
    def read(self, *lines: object) -> tuple[str, str]:
        """What the messages show, and the step's detail."""
        said, step = io.StringIO(), Step("terraform apply")
        with redirect_stderr(said):
            messages = applying.Messages(Progress(io.StringIO()), step)
            for line in lines:
                messages.read(line if isinstance(line, str) else json.dumps({"@message": "…", **line}))  # type: ignore[dict-item]
        return said.getvalue(), step.detail

    def test_an_error_is_shown_with_all_that_terraform_says(self) -> None:
        diagnostic = {
            "severity": "error", "summary": "creating Queue", "detail": "The name is taken.\nChoose another.", "address": "module.queue.this",
            "range": {"filename": "queue.tf", "start": {"line": 7}},
            "snippet": {"context": 'resource "aws_sqs_queue" "this"', "code": "  name = var.name", "start_line": 7,
                        "values": [{"traversal": "var.name", "statement": 'is "taken"'}]}}
        said, _ = self.read({"type": "diagnostic", "diagnostic": diagnostic})
        self.assertEqual(said, """
Error: creating Queue

  with module.queue.this,
  on queue.tf line 7, in resource "aws_sqs_queue" "this":
    7:   name = var.name
      var.name is "taken"

The name is taken.
Choose another.

""")

    def test_a_warning_is_shown_once_and_what_is_no_message_as_it_is(self) -> None:
        warning = {"type": "diagnostic", "diagnostic": {"severity": "warning", "summary": "Deprecated", "detail": ""}}
        said, _ = self.read(warning, {"type": "version"}, warning, "panic: runtime error", "7")
        self.assertEqual(said, "\nWarning: Deprecated\n\npanic: runtime error\n7\n")

    def test_the_detail_counts_changes_but_no_reads(self) -> None:
        planned = [{"type": "planned_change", "change": {"action": action}} for action in ("create", "read", "update", "noop")]
        done = {"type": "apply_complete", "hook": {"action": "create"}}
        self.assertEqual(self.read(*planned, done, {"type": "apply_complete", "hook": {"action": "read"}}), ("", "1 of 2 changes"))
        summary = {"type": "change_summary", "changes": {"add": 1, "change": 2, "remove": 0, "operation": "apply"}}
        self.assertEqual(self.read(summary), ("", "1 added, 2 changed, 0 destroyed"))
