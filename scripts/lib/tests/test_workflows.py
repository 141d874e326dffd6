"""Every workflow is pinned, has no more rights than it says, knows no secret, and does nothing that a script does not."""

import re
import unittest
from collections.abc import Iterator
from typing import Any

import yaml

from environments import ROOT

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
SCRIPT = re.compile(r"(scripts/(?:ci/)?[a-z-]+)( [^\n;|&<>]*)?")


class WorkflowTests(unittest.TestCase):
    def steps(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for file, name, job in self.jobs():
            for step in job.get("steps", []):
                yield f"{file}: {name}: {step.get('uses') or step.get('run')}", step

    def jobs(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        for file in FILES:
            for name, job in yaml.safe_load(file.read_text())["jobs"].items():
                yield file.name, name, job

    def test_there_are_workflows(self) -> None:
        self.assertLessEqual({"ci.yml", "deploy.yml", "drift.yml", "release.yml"}, {file.name for file in FILES})

    def test_actions_are_pinned_to_a_commit_whose_version_is_named(self) -> None:
        for file in FILES:
            for line in file.read_text().splitlines():
                if "uses:" in line and "uses: ./" not in line:
                    self.assertRegex(line, PINNED, file.name)

    def test_nothing_is_permitted_but_what_a_job_says(self) -> None:
        for file in FILES:
            self.assertEqual(yaml.safe_load(file.read_text()).get("permissions"), {}, file.name)
        for file, name, job in self.jobs():
            self.assertTrue(job.get("permissions"), f"{file}: {name} must say what it may do")

    def test_there_is_no_secret(self) -> None:
        for file in FILES:
            self.assertNotIn("secrets", file.read_text(), file.name)

    def test_AWS_is_reached_by_a_role_that_a_variable_names(self) -> None:
        for place, step in self.steps():
            if "configure-aws-credentials" in step.get("uses", ""):
                self.assertEqual(set(step["with"]), {"role-to-assume", "aws-region"}, place)
                self.assertRegex(step["with"]["role-to-assume"], r"^\$\{\{ (vars|inputs)[.\[][\w.-]+\]? \}\}$", place)

    def test_a_job_that_changes_AWS_names_its_environment(self) -> None:
        for file, name, job in self.jobs():
            changes = any(re.match(r"scripts/deploy .*(--apply|--destroy|--yes)", step.get("run", "")) for step in job.get("steps", []))
            self.assertEqual("environment" in job, changes, f"{file}: {name}")

    def test_the_token_is_not_left_in_the_checkout(self) -> None:
        for place, step in self.steps():
            if step.get("uses", "").startswith("actions/checkout@"):
                self.assertIs(step.get("with", {}).get("persist-credentials"), False, place)

    def test_every_job_ends(self) -> None:
        for file, name, job in self.jobs():
            self.assertTrue("timeout-minutes" in job or "uses" in job, f"{file}: {name}")

    def test_a_step_runs_one_script_and_takes_expressions_from_variables_only(self) -> None:
        for place, step in self.steps():
            if "run" in step:
                script = SCRIPT.fullmatch(step["run"])
                self.assertTrue(script, place)
                self.assertTrue((ROOT / script[1]).is_file(), place)
                self.assertNotIn("${{", step["run"], place)


if __name__ == "__main__":
    unittest.main()
