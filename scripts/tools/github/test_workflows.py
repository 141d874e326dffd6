"""Every workflow, including shared actions, is pinned, declares its permissions, uses no secrets, and runs only scripts. Its
platforms are supported, and releases are always built on the same distribution."""

import re
import subprocess
import unittest
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import yaml

from tools.common import distribution, fetched
from tools.common.repository import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# Actions that jobs share. They are referenced by their folder in the checkout.
ACTIONS = sorted((ROOT / ".github/actions").glob("*/action.yml"))
FILES = [*WORKFLOWS, *ACTIONS]
PINNED = re.compile(r"uses: ([\w.-]+/[\w./-]+)@([0-9a-f]{40}) # v(\d+)\.\d+\.\d+$", re.MULTILINE)
IMAGES = {"ubuntu-24.04", "ubuntu-24.04-arm"}
# The first version of each action with `using: node24`: GitHub's runners have no older Node.js.
FIRST_ON_NODE_24 = {
    "actions/attest": 3,
    "actions/checkout": 5,
    "actions/download-artifact": 7,
    "actions/setup-dotnet": 5,
    "actions/upload-artifact": 6,
    "aws-actions/configure-aws-credentials": 6,
    "hashicorp/setup-terraform": 4,
}
# A container has no git. Without git, checkout fetches files but no repository, so no scripts exist yet.
INSTALL_GIT = "apt-get update && apt-get install --yes --no-install-recommends ca-certificates git"
SCRIPT = re.compile(r"(scripts/(?:ci/)?[a-z-]+)( [^\n;|&<>]*)?")


class WorkflowTests(unittest.TestCase):
    def jobs(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yields each job; the steps of a shared action follow the step that uses it."""
        for file in WORKFLOWS:
            for name, job in yaml.safe_load(file.read_text())["jobs"].items():
                yield file.name, name, job | {"steps": list(expanded(job.get("steps", [])))}

    def steps(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yields each step of each file once."""
        for file in FILES:
            content = yaml.safe_load(file.read_text())
            for name, part in content.get("jobs", {"action": content.get("runs")}).items():
                for step in part.get("steps", []):
                    yield f"{file.relative_to(ROOT)}: {name}: {step.get('uses') or step.get('run')}", step

    def test_there_are_workflows(self) -> None:
        self.assertLessEqual({"bench.yml", "ci.yml", "deploy.yml", "drift.yml", "release.yml", "weekly.yml"}, {file.name for file in WORKFLOWS})

    def test_actions_are_pinned_to_a_commit_whose_version_is_named(self) -> None:
        for file in FILES:
            for line in file.read_text().splitlines():
                if "uses:" in line and "uses: ./" not in line:
                    self.assertRegex(line, PINNED, str(file))

    def test_every_job_takes_the_same_version_of_an_action_and_of_Terraform(self) -> None:
        text = "\n".join(file.read_text() for file in FILES)
        for name, uses in {name: set(re.findall(rf"uses: {name}@.*", text)) for name in FIRST_ON_NODE_24}.items():
            self.assertEqual(len(uses), 1, f"{name}: {uses}")
        self.assertEqual(len(set(re.findall(r"terraform_version: .*", text))), 1)

    def test_zips_are_handed_on_with_the_descriptors_that_were_checked(self) -> None:
        handed = [step["with"]["path"].split() for _, step in self.steps()
                  if "upload-artifact" in step.get("uses", "") and step["with"]["name"] == "zips"]

        self.assertEqual([["artifacts/linux-arm64/*.zip", "artifacts/linux-arm64/*.json"]], handed)

    def test_actions_run_on_a_Node_that_the_runners_have(self) -> None:
        for file in FILES:
            for name, _, major in PINNED.findall(file.read_text()):
                self.assertIn(name, FIRST_ON_NODE_24, f"{file}: add the first version with `using: node24` here")
                self.assertGreaterEqual(int(major), FIRST_ON_NODE_24[name], f"{file}: {name}")

    def test_jobs_run_on_a_supported_image(self) -> None:
        for file, name, job in self.jobs():
            if "uses" not in job:
                images = job["strategy"]["matrix"]["runner"] if job["runs-on"] == "${{ matrix.runner }}" else [job["runs-on"]]
                self.assertLessEqual(set(images), IMAGES, f"{file}: {name}")

    def test_functions_are_built_in_the_distribution_of_releases(self) -> None:
        released = distribution.RELEASE.replace(" ", ":")
        for file, name, job in self.jobs():
            steps = job["steps"]
            builds = any(re.match(r"scripts/(bench|build|test)\b", step.get("run", "")) for step in steps)
            container = job.get("container")
            image = container["image"] if isinstance(container, dict) else container
            self.assertEqual(image, released if builds else None, f"{file}: {name}")
            if image:
                begin = [step.get("run") or step["uses"].split("@")[0] for step in steps if not is_shared(step)]
                self.assertEqual(begin[:3], [INSTALL_GIT, "actions/checkout", "scripts/ci/prepare-container"], f"{file}: {name}")

    def test_containers_of_tests_reap_their_orphans(self) -> None:
        for file, name, job in self.jobs():
            if any(step.get("run", "").startswith("scripts/test") for step in job["steps"]):
                self.assertIn("--init", job["container"]["options"].split(), f"{file}: {name}")

    def test_Dependabot_sees_to_everything_that_has_a_version(self) -> None:
        manifests = {".github/*/*.yml": "github-actions", "*Directory.Packages.props": "nuget", "*package.json": "npm",
                     "*.terraform.lock.hcl": "terraform", "*Dockerfile*": "docker"}
        folders = {(update["package-ecosystem"], folder)
                   for update in yaml.safe_load((ROOT / ".github/dependabot.yml").read_text())["updates"]
                   for folder in update.get("directories", [update.get("directory")])}
        for files_of, ecosystem in manifests.items():
            files = subprocess.run(["git", "-C", ROOT, "ls-files", files_of], check=True, capture_output=True, text=True).stdout.split()
            for file in files:
                # For Dependabot, the workflows are in the root folder.
                folder = f"/{file.rpartition('/')[0]}".replace("/.github/workflows", "/")
                self.assertTrue(any(ecosystem == seen and fnmatch(folder, pattern) for seen, pattern in folders), file)

    def test_python_packages_yml_sees_to_every_requirements_file(self) -> None:
        files = subprocess.run(["git", "-C", ROOT, "ls-files", "*requirements*.txt"], check=True, capture_output=True, text=True).stdout.split()

        self.assertEqual(sorted(files), sorted(str(file.relative_to(ROOT)) for file in fetched.REQUIREMENTS.values()))

    def test_nothing_is_installed_once_there_are_credentials(self) -> None:
        for file, name, job in self.jobs():
            steps = [step.get("run") or step["uses"].split("@")[0] for step in job["steps"]]
            if "aws-actions/configure-aws-credentials" in steps:
                self.assertIn("scripts/ci/prepare-deployment", steps[:steps.index("aws-actions/configure-aws-credentials")], f"{file}: {name}")

    def test_nothing_is_permitted_but_what_a_job_says(self) -> None:
        for file in WORKFLOWS:
            self.assertEqual(yaml.safe_load(file.read_text()).get("permissions"), {}, file.name)
        for file, name, job in self.jobs():
            self.assertTrue(job.get("permissions"), f"{file}: {name} must declare its permissions")

    def test_there_is_no_secret(self) -> None:
        for file in FILES:
            self.assertNotIn("secrets", file.read_text(), str(file))

    def test_AWS_is_reached_by_a_role_that_a_variable_names(self) -> None:
        for place, step in self.steps():
            if "configure-aws-credentials" in step.get("uses", ""):
                self.assertEqual(set(step["with"]), {"role-to-assume", "aws-region"}, place)
            if "role-to-assume" in step.get("with", {}):
                self.assertRegex(step["with"]["role-to-assume"], r"^\$\{\{ (vars|inputs)[.\[][\w.-]+\]? \}\}$", place)

    def test_a_job_that_changes_AWS_names_its_environment(self) -> None:
        for file, name, job in self.jobs():
            changes = any(re.match(r"scripts/deploy .*(--apply|--destroy|--yes)", step.get("run", "")) for step in job["steps"])
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
            if step.get("run", INSTALL_GIT) != INSTALL_GIT:
                script = SCRIPT.fullmatch(step["run"])
                assert script, place
                self.assertTrue((ROOT / script[1]).is_file(), place)
                self.assertNotIn("${{", step["run"], place)

    def test_a_shared_action_is_given_what_it_takes_after_the_checkout(self) -> None:
        used = set()
        for file in FILES:
            content = yaml.safe_load(file.read_text())
            for name, part in content.get("jobs", {"action": content.get("runs")}).items():
                steps = part.get("steps", [])
                for step in filter(is_shared, steps):
                    used.add(step["uses"])
                    inputs = shared(step).get("inputs", {})
                    given = set(step.get("with", {}))
                    self.assertLessEqual({key for key, value in inputs.items() if value.get("required")}, given, f"{file}: {name}")
                    self.assertLessEqual(given, set(inputs), f"{file}: {name}")
                    if file in WORKFLOWS:
                        before = [each.get("uses", "").split("@")[0] for each in steps[:steps.index(step)]]
                        self.assertIn("actions/checkout", before, f"{file}: {name}")
        self.assertEqual(used, {f"./{action.parent.relative_to(ROOT)}" for action in ACTIONS}, "each one must be used")

    def test_a_shared_action_is_made_of_steps_that_bash_runs(self) -> None:
        for action in ACTIONS:
            content = yaml.safe_load(action.read_text())
            self.assertEqual((content["name"], content["runs"]["using"]), (action.parent.name, "composite"))
            # GitHub gives an action no variables: https://github.com/actions/runner/issues/2551
            self.assertNotIn("vars.", action.read_text())
            for key, value in content.get("inputs", {}).items():
                self.assertIn(f"inputs.{key}", action.read_text())
                self.assertTrue(value["description"], f"{action}: {key}")
            for step in content["runs"]["steps"]:
                self.assertEqual(step.get("shell"), "bash" if "run" in step else None, f"{action}: {step}")


def is_shared(step: dict[str, Any]) -> bool:
    return step.get("uses", "").startswith("./")


def shared(step: dict[str, Any]) -> dict[str, Any]:
    return yaml.safe_load((ROOT / step["uses"] / "action.yml").read_text())


def expanded(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        if is_shared(step):
            yield from expanded(shared(step)["runs"]["steps"])
