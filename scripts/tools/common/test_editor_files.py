import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common import builds, editor_files, programs
from tools.common.builds import Variant
from tools.common.command import Failure
from tools.common.processors import host
from tools.common.repository import ROOT


class EditorFilesTests(unittest.TestCase):
    def test_every_function_has_its_entries_and_no_other_one_has(self) -> None:
        for file, content in editor_files.wanted().items():
            with self.subTest(file.relative_to(ROOT)):
                self.assertTrue(file.exists() and json.loads(file.read_text()) == content, "run scripts/tools/run editor")
        self.assertLessEqual(set(ROOT.glob("functions/*/Properties/launchSettings.json")), editor_files.wanted().keys(), "remove those of former functions")

    def test_editors_start_what_a_debug_build_makes(self) -> None:
        name = builds.names()[0]

        target = programs.answer("dotnet", "msbuild", Variant(host()).project_of(name), "-getProperty:TargetPath", "-nodeReuse:false").strip()

        self.assertEqual(target, editor_files.configuration(name)["program"].replace("${workspaceFolder}", str(ROOT)))

    def test_the_task_of_each_function_exists(self) -> None:
        task = editor_files.task(builds.names()[0])

        self.assertEqual(task["label"], editor_files.configuration(builds.names()[0])["preLaunchTask"])
        self.assertTrue(Path(task["command"].replace("${workspaceFolder}", str(ROOT))).exists())
        self.assertIn(task["args"][0], {folder.name for folder in (ROOT / "scripts/tools").iterdir()})

    def test_what_a_user_has_added_stays_and_what_was_generated_goes(self) -> None:
        file = Path(self.enterContext(TemporaryDirectory())) / "launch.json"
        own = {"name": "mine", "preLaunchTask": "build"}
        file.write_text(json.dumps({"version": "0.2.0", "inputs": [1], "configurations": [own, {"name": "gone", "preLaunchTask": "debug gone"}]}))

        content = editor_files.merged(file, "0.2.0", "configurations", "preLaunchTask", iter([{"name": "new", "preLaunchTask": "debug new"}]))

        self.assertEqual([each["name"] for each in content["configurations"]], ["new", "mine"])
        self.assertEqual(content["inputs"], [1])

    def test_a_comment_is_reported_with_its_line(self) -> None:
        folder = Path(self.enterContext(TemporaryDirectory()))
        file = folder / "launch.json"
        file.write_text("{\n  // mine\n}")
        self.enterContext(mock.patch.object(editor_files, "ROOT", folder))

        with self.assertRaisesRegex(Failure, "launch.json:2: must be JSON without comments"):
            editor_files.merged(file, "0.2.0", "configurations", "preLaunchTask", iter([]))
