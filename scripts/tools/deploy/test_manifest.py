import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common.command import Failure
from tools.deploy import manifest
from tools.deploy.destinations import Destination


class ManifestTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        (self.folder / "plan").write_bytes(b"a plan")
        self.to = Destination("dev", self.folder, "arm64", None)
        manifest.write(self.folder, self.to, "abc", changes=True)

    def refusal(self) -> list[str]:
        """The reasons why the plan is rejected, one per line."""
        with self.assertRaises(Failure) as refused:
            manifest.check(self.folder, self.to, "abc")
        first, *lines = str(refused.exception).splitlines()
        self.assertEqual(first, f"the plan in {self.folder} is rejected:")
        return [line.strip() for line in lines]

    def alter(self, **members: object) -> None:
        file = self.folder / "manifest.json"
        file.write_text(json.dumps(json.loads(file.read_text()) | members))

    def test_a_plan_is_taken_where_it_was_made_and_says_whether_it_changes_something(self) -> None:
        manifest.check(self.folder, self.to, "abc")
        self.assertIs(json.loads((self.folder / "manifest.json").read_text())["changes"], True)

    def test_a_plan_of_something_else_is_refused(self) -> None:
        zips = {name: hash for name, hash in manifest.zips("arm64").items() if name != "hello"} | {"change": "0" * 64}
        for altered, refusal in (
            ({"environment": "production"}, ["it was made for the environment production, not for dev"]),
            ({"commit": "def"}, ["it was made from commit def, but this is abc"]),
            ({"architecture": "x64"}, ["it was made for x64, not for arm64"]),
            ({"zips": zips}, ["it was made with a different zip of change", "it was made with a different zip of hello"]),
        ):
            with self.subTest(refusal):
                manifest.write(self.folder, self.to, "abc", changes=True)
                self.alter(**altered)
                self.assertEqual(self.refusal(), refusal)

    def test_another_plan_is_refused(self) -> None:
        (self.folder / "plan").write_bytes(b"another plan")

        self.assertEqual(self.refusal(), ["its plan was changed after it was made"])

    def test_a_plan_without_a_manifest_is_refused(self) -> None:
        (self.folder / "manifest.json").unlink()

        self.assertRegex(self.refusal()[0], "^it is incomplete: ")

    def test_the_hash_of_each_functions_zip_is_in_it(self) -> None:
        with TemporaryDirectory() as folder:
            for name in ("one", "two"):
                function = Path(folder, "functions", name)
                function.mkdir(parents=True)
                function.joinpath("function.json").write_text("{}")
            Path(folder, "artifacts/linux-x64").mkdir(parents=True)
            Path(folder, "artifacts/linux-x64/one.zip").write_bytes(b"")

            self.assertEqual(manifest.zips("x64", Path(folder)), {
                "one": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "two": "missing",
            })
