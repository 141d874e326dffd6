"""Tests the workflows' scripts with a gh that records its calls."""

import json
import os
import subprocess
import sys
import unittest
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common.repository import ROOT
from tools.github import command, end_of_support

GH = f"#!{sys.executable}" + """
import os, pathlib, sys
words = sys.argv[1:]
if words[1] == "list" or "--slurp" in words:
    print(os.environ.get("GH_FOUND", "[]"))
else:
    if words[-1] == "-":
        pathlib.Path(os.environ["GH_BODY"]).write_text(sys.stdin.read())
    with open(os.environ["GH_CALLS"], "a") as file:
        print(*words, file=file)
"""
PLAN = "  # aws_s3_bucket.this will be created\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n"


def issue(title: str) -> str:
    return json.dumps([{"number": 9, "title": title}])


def comment(number: int, author: str) -> dict[str, object]:
    return {"id": number, "user": {"login": author}, "body": "<!-- plan of dev -->\nThe previous one."}


class ScriptTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        gh = self.folder / "gh"
        gh.write_text(GH)
        gh.chmod(0o755)
        self.body = self.folder / "body"
        self.write(PLAN, changes=True)

    def write(self, plan: str, changes: bool) -> None:
        (self.folder / "plan.txt").write_text(plan)
        (self.folder / "manifest.json").write_text(json.dumps({"environment": "dev", "commit": "abc", "changes": changes}))

    def variables(self, **variables: str) -> dict[str, str]:
        (self.folder / "calls").write_text("")
        return variables | {"PATH": f"{self.folder}:{os.environ['PATH']}", "GH_CALLS": str(self.folder / "calls"), "GH_BODY": str(self.body),
                            "GITHUB_REPOSITORY": "owner/name", "PULL_REQUEST": "7"}

    def calls(self) -> list[str]:
        """The calls of gh that change something."""
        return (self.folder / "calls").read_text().splitlines()

    def run_script(self, *words: str, **variables: str) -> list[str]:
        """Runs a script in scripts/ci; returns the calls of gh that change something."""
        subprocess.run([ROOT / "scripts/ci" / words[0], *words[1:]], env=os.environ | self.variables(**variables), check=True, stdout=subprocess.DEVNULL)
        return self.calls()

    def comment(self) -> str:
        return json.loads(self.body.read_text())["body"]

    def test_a_plan_becomes_a_comment(self) -> None:
        calls = self.run_script("comment-plan", "dev", str(self.folder))

        self.assertEqual(calls, ["api --silent --method POST repos/owner/name/issues/7/comments --input -"])
        self.assertTrue(self.comment().startswith(
            "<!-- plan of dev -->\nIf merged, this would change `dev`: **Plan: 1 to add, 0 to change, 0 to destroy.**\n"))
        self.assertIn("aws_s3_bucket.this will be created", self.comment())

    def test_the_comment_that_is_there_is_changed(self) -> None:
        calls = self.run_script("comment-plan", "dev", str(self.folder), GH_FOUND=json.dumps([[comment(1, "somebody"), comment(42, "github-actions[bot]")]]))

        self.assertEqual(calls, ["api --silent --method PATCH repos/owner/name/issues/comments/42 --input -"])

    def test_a_long_plan_is_cut_to_what_a_comment_takes(self) -> None:
        self.write(PLAN * 2000, changes=True)

        self.run_script("comment-plan", "dev", str(self.folder))

        self.assertLess(len(self.comment()), 65536)
        self.assertIn("… the rest is in the log of the run", self.comment())

    def test_drift_keeps_an_issue_open(self) -> None:
        title = "dev differs from main"
        for changes, found, expected in (
            (True, "[]", [f"issue create --title {title} --body-file -"]),
            (True, issue(title), ["issue edit 9 --body-file -"]),
            (False, issue(title), ["issue close 9 --comment It matches main again."]),
            (False, "[]", []),
            (False, issue("another"), []),
        ):
            with self.subTest(changes=changes, found=found):
                self.write(PLAN if changes else "No changes.", changes)

                self.assertEqual(self.run_script("report-drift", "dev", str(self.folder), GH_FOUND=found), expected)
                if changes:
                    self.assertIn("aws_s3_bucket.this will be created", self.body.read_text())

    def test_what_loses_its_support_opens_an_issue_that_is_closed_once_nothing_does(self) -> None:
        for lines, found, expected in (
                (["- an image"], "[]", f"issue create --title {command.SUPPORT} --body-file -"),
                (["- it"], issue(command.SUPPORT), "issue edit 9 --body-file -"),
                ([], issue(command.SUPPORT), "issue close 9 --comment All dependencies are supported again."),
                ([], "[]", "")):
            with self.subTest(expected), mock.patch.object(end_of_support, "found", return_value=lines), redirect_stdout(StringIO()), \
                    mock.patch.dict(os.environ, self.variables(GH_FOUND=found)):
                command.report_end_of_support("scripts/ci/report-end-of-support", [])

                self.assertEqual("\n".join(self.calls()), expected)
                if lines:
                    self.assertEqual(self.body.read_text(), f"{lines[0]}\n")

    def test_the_summary_of_a_deployment_has_the_URLs(self) -> None:
        outputs = {"base_url": {"value": "https://x/Prod"}, "routes": {"value": {"GET /hello": "https://x/Prod/hello"}}}
        (self.folder / "outputs.json").write_text(json.dumps(outputs))
        summary, output = self.folder / "summary", self.folder / "output"

        self.run_script("summary", "deployment", str(self.folder), GITHUB_STEP_SUMMARY=str(summary), GITHUB_OUTPUT=str(output))

        self.assertEqual(summary.read_text(), "`dev` serves commit abc; every route was called.\n\n"
                         "| route | URL |\n| --- | --- |\n| `GET /hello` | https://x/Prod/hello |\n")
        self.assertEqual(output.read_text(), "url=https://x/Prod\n")

    def test_the_summary_of_a_benchmark_is_its_table(self) -> None:
        (self.folder / "bench.md").write_text("| contestant |\n| --- |\n| change |\n")
        summary = self.folder / "summary"

        self.run_script("summary", "benchmark", str(self.folder), GITHUB_STEP_SUMMARY=str(summary))

        self.assertEqual(summary.read_text(), "| contestant |\n| --- |\n| change |\n")

    def test_without_a_table_the_summary_of_a_benchmark_fails(self) -> None:
        with self.assertRaises(subprocess.CalledProcessError):
            self.run_script("summary", "benchmark", str(self.folder))
