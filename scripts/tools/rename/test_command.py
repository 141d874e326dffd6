"""Tests scripts/rename in a small repository."""

import json
import shutil
import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common.repository import NAME, ROOT, TOOLS
from tools.rename import command

# The files that the command reads.
COPIED = (".gitignore", "global.json", "project.json", "functions/function.schema.json", "terraform/permissions.tf", "terraform/variables.tf", "terraform/versions.tf",
          "scripts/local-cloud/emulator/requirements.txt", "scripts/rename")
# The spellings of this repository's current name.
TYPES, VARIABLES = "".join(map(str.capitalize, NAME.split("-"))), NAME.upper().replace("-", "_")
SOURCE = """\
using Microsoft.OpenApi;
using {0}.Http;
using {0}.{{Name}};

namespace {0}.Tip;
"""


# The new names here are no words, so that no project has them.
class Rename(unittest.TestCase):
    def setUp(self) -> None:
        scratch = TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name).resolve()
        shutil.copytree(TOOLS, self.root / "scripts/tools", ignore=shutil.ignore_patterns("__pycache__", "test_*", "template"))
        for file in COPIED:
            self.write(file, (ROOT / file).read_text())
        shutil.copymode(ROOT / "scripts/rename", self.root / "scripts/rename")
        self.write("LICENSE", f"Copyright the {TYPES} authors\n")
        self.write(f"{TYPES}.slnx", "<Solution />\n")
        self.write(f"docs/{NAME}/notes.md", f"{NAME}-local-hello, {TYPES}, {VARIABLES}_PORT\n")
        self.write("Tip.cs", SOURCE.format(TYPES))
        (self.root / "image").write_bytes(b"\0\xff" + NAME.encode())
        self.git("init", "--quiet")
        self.commit()

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, name: str) -> str:
        return (self.root / name).read_text()

    def git(self, *words: str) -> str:
        return subprocess.run(["git", "-c", "user.name=test", "-c", "user.email=test@example.com", *words],
                              cwd=self.root, check=True, capture_output=True, text=True).stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "All")

    def rename(self, name: str) -> tuple[int, str, str]:
        done = subprocess.run([self.root / "scripts/rename", name], capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    def renamed(self, name: str) -> str:
        status, out, err = self.rename(name)
        self.assertEqual((0, ""), (status, err))
        return out

    def refused(self, name: str) -> str:
        status, out, err = self.rename(name)
        self.assertEqual((1, ""), (status, out))
        self.assertEqual("", self.git("diff", "--name-only"))
        return err

    def test_texts_and_paths_have_the_new_name_and_the_license_does_not(self) -> None:
        out = self.renamed("pqrst-post")

        self.assertIn(f"{TYPES}.slnx -> PqrstPost.slnx\n", out)
        self.assertIn(f"What is deployed as {NAME} stays", out)
        self.assertEqual({"name": "pqrst-post"}, json.loads(self.read("project.json")))
        self.assertEqual("pqrst-post-local-hello, PqrstPost, PQRST_POST_PORT\n", self.read("docs/pqrst-post/notes.md"))
        self.assertEqual(b"\0\xffpqrst-post", (self.root / "image").read_bytes())
        self.assertFalse((self.root / f"docs/{NAME}").exists())
        self.git("add", "--all")
        found = subprocess.run(["git", "grep", "-ail", "-e", NAME, "-e", TYPES, "-e", VARIABLES], cwd=self.root, capture_output=True, text=True)
        self.assertEqual("LICENSE\n", found.stdout)

    def test_usings_are_in_the_order_of_the_new_name(self) -> None:
        self.renamed("bdfhk")

        self.assertEqual("using Bdfhk.Http;\nusing Bdfhk.{Name};\nusing Microsoft.OpenApi;\n\nnamespace Bdfhk.Tip;\n", self.read("Tip.cs"))

    def test_a_second_time_there_is_nothing_to_change(self) -> None:
        self.renamed("pqrst-post")
        self.commit()

        self.assertEqual("nothing to change: the project is named pqrst-post\n", self.renamed("pqrst-post"))

    def test_what_a_merge_brings_under_a_former_name_is_renamed(self) -> None:
        self.renamed("bdfhk")
        self.commit()
        self.renamed("pqrst-post")
        self.commit()
        self.write("New.cs", SOURCE.format(TYPES))
        self.write("Newer.cs", SOURCE.format("Bdfhk"))
        self.commit()

        self.assertIn("Files changed: 2.", self.renamed("pqrst-post"))
        self.assertEqual(self.read("New.cs"), self.read("Newer.cs"))
        self.assertIn("namespace PqrstPost.Tip;", self.read("New.cs"))

    def test_what_is_not_committed_is_not_mixed_with_a_rename(self) -> None:
        self.write("new", "")

        self.assertIn("commit them first", self.refused("pqrst-post"))

    def test_a_name_that_can_not_be_is_refused(self) -> None:
        self.assertIn("'Pqrst' can't be the project's name; see scripts/rename --help", self.refused("Pqrst"))

    def test_a_name_that_stands_in_the_repository_is_refused_with_the_place(self) -> None:
        self.write("docs/prices.md", "Pqrsts are free.\n")
        self.commit()
        letters = NAME.replace("-", "")
        cases = {"pqrst": "docs/prices.md:1:Pqrsts are free.", "prices": "docs/prices.md\n", f"{NAME}2": f"contains the name {NAME}",
                 f"{letters[:3]}-{letters[3:]}": f"contains the name {NAME}"}
        for name, place in cases.items():
            with self.subTest(name):
                self.assertIn(place, self.refused(name))


class Mistakes(unittest.TestCase):
    def test_each_is_told(self) -> None:
        cases = {
            "Pqrst": "must be words of lowercase letters and digits", "pqrst--post": "joined by hyphens", "1pqrst": "begin with a letter",
            "pqrst_post": "joined by hyphens", "pqrst-": "joined by hyphens", "": "begin with a letter",
            "sthree-post": "must not begin with sthree-, which S3 reserves",
            "p" * 26: "must be shorter by 1 characters: the bucket ",
            "p" * 30: "functions/schedules/function.json: the folder's name: must be shorter by 2 characters: the role ",
        }
        with TemporaryDirectory() as folder, mock.patch.object(command, "FUNCTIONS", Path(folder)):
            Path(folder, "schedules").mkdir()
            Path(folder, "schedules/function.json").write_text('{"schedule": {}}')
            for name, reason in cases.items():
                with self.subTest(name):
                    self.assertIn(reason, "\n".join(command.mistakes(command.Name(name))))
            for name in ("p", "pqrst-post", "p2-p", "p" * 25):
                with self.subTest(name):
                    self.assertEqual([], list(command.mistakes(command.Name(name))))
