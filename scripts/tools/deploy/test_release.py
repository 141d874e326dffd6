import json
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common.environments import ROOT

from tools.deploy import release


class ManifestTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        (self.folder / "plan").write_bytes(b"a plan")
        self.options = ["--environment", "dev", "--commit", "abc", "--architecture", "arm64"]
        self.run_release("write", self.folder, *self.options, "--changes")

    def run_release(self, *arguments: object) -> tuple[int, str]:
        answer = subprocess.run([sys.executable, "-m", "tools.deploy.release", *map(str, arguments)],
                                capture_output=True, text=True, check=False)
        return answer.returncode, answer.stderr

    def check(self, *options: str) -> tuple[int, str]:
        return self.run_release("check", self.folder, *(options or self.options))

    def alter(self, **members: object) -> None:
        file = self.folder / "manifest.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | members))

    def test_a_plan_is_taken_where_it_was_made(self) -> None:
        self.assertEqual(self.check(), (0, ""))

    def test_a_plan_of_another_environment_is_refused(self) -> None:
        self.alter(environment="production")

        self.assertEqual(self.check(), (1, f"deploy: the plan in {self.folder} is refused: it was made for the environment production, not for dev\n"))

    def test_a_plan_of_another_commit_is_refused(self) -> None:
        self.alter(commit="def")

        self.assertEqual(self.check(), (1, f"deploy: the plan in {self.folder} is refused: it was made of commit def, and this is abc\n"))

    def test_a_plan_for_another_processor_is_refused(self) -> None:
        self.assertIn("it was made for arm64, not for x64", self.check("--environment", "dev", "--commit", "abc", "--architecture", "x64")[1])

    def test_a_plan_with_other_zips_is_refused(self) -> None:
        zips = release.zips("arm64")
        self.alter(zips={name: hash for name, hash in zips.items() if name != "hello"} | {"change": "0" * 64})

        status, said = self.check()

        self.assertEqual(status, 1)
        self.assertEqual([line.rpartition("refused: ")[2] for line in said.splitlines()],
                         ["it was made with another zip of change", "it was made with another zip of hello"])

    def test_another_plan_is_refused(self) -> None:
        (self.folder / "plan").write_bytes(b"another plan")

        self.assertEqual(self.check(), (1, f"deploy: the plan in {self.folder} is refused: its plan is not the one that was made\n"))

    def test_a_plan_without_a_manifest_is_refused(self) -> None:
        (self.folder / "manifest.json").unlink()

        status, said = self.check()

        self.assertEqual(status, 1)
        self.assertIn("it is not complete: ", said)

    def test_the_hash_of_each_functions_zip_is_in_it(self) -> None:
        with TemporaryDirectory() as folder:
            for name in ("one", "two"):
                function = Path(folder, "functions", name)
                function.mkdir(parents=True)
                function.joinpath("function.json").write_text("{}")
            Path(folder, "artifacts/linux-x64").mkdir(parents=True)
            Path(folder, "artifacts/linux-x64/one.zip").write_bytes(b"")

            self.assertEqual(release.zips("x64", Path(folder)), {
                "one": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "two": "missing",
            })


class ChangedTests(unittest.TestCase):
    def test_what_serves_another_version_goes_back_to_the_one_before(self) -> None:
        before = {"same": "4", "newer": "1", "gone": "7"}
        now = {"same": "4", "newer": "2", "new": "1"}

        self.assertEqual(release.changed(before, now), {"newer": "1"})


if __name__ == "__main__":
    unittest.main()
