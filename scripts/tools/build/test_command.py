"""scripts/build builds only what has changed. A stand-in for dotnet does the compiling."""

import os
import shutil
import subprocess
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path

from tools.common import processors
from tools.common.repository import ROOT

# Creates a program for each project of a solution, and records it. For OpenApiDocument, creates a generator of the document.
DOTNET = r"""#!/usr/bin/env python3
import os, re, shutil, sys
from pathlib import Path
stand_ins, (verb, *words) = Path(__file__).parent, sys.argv[1:]
if verb == "--version":
    print("10.0.400")
elif verb == "--list-sdks":
    print(f"10.0.400 [{stand_ins}]")
else:
    solution, properties = Path(words[0]), dict(word[3:].split("=", 1) for word in words if word.startswith("-p:"))
    artifacts, kind = Path(properties["ArtifactsPath"]), f"release_{properties['RuntimeIdentifier']}"
    projects = [solution.parent / path for path in re.findall('Path="(.*)"', solution.read_text())]
    with (stand_ins / "log").open("a") as log:
        log.write("".join(f"{verb} {project.stem}\n" for project in projects))
    (stand_ins / "variables").write_text("\n".join(os.environ))
    if (during := stand_ins / "during").exists():
        os.system(during.read_text())
        during.unlink()
    for project in projects:
        if project.stem == "OpenApiDocument":
            program = artifacts / "bin/OpenApiDocument/release/OpenApiDocument"
            program.parent.mkdir(parents=True, exist_ok=True)
            program.write_text('#!/bin/sh\ncat "$1"/*/operations.json >"$4"\n')
            program.chmod(0o755)
        elif verb == "publish":
            for made in ("publish/{}/{}/bootstrap", "publish/{}/{}/bootstrap.dbg", "obj/{}/{}/native/bootstrap.mstat"):
                file = artifacts / made.format(project.stem, kind)
                # Like MSBuild, keeps a file that exists.
                if not file.exists():
                    file.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(stand_ins / "program", file)
"""
DESCRIPTOR = """{"$schema": "../function.schema.json", "description": "One.", "memory_mb": 128, "timeout_s": 5,
"permissions": ["read uploads"], "routes": {"GET /NAME": {"authorization": "none"}}DATA}"""
OPERATIONS = '{"$schema": "../operations.schema.json", "GET /NAME": {"summary": "Yes.", "responses": {"200": "Answer"}}}'
BUDGETS = """{"$schema": "budgets.schema.json", "page_faults_hold_on": {"kernel": "6", "glibc": "2.36", "tolerance_percent": 5},
"functions": {MORE}}"""


class CommandTests(unittest.TestCase):
    """A checkout with the functions one and two, built once. The zip of two contains the document."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.root = Path(cls.enterClassContext(tempfile.TemporaryDirectory())).resolve()
        cls.stand_ins = cls.root / "artifacts/stand-ins"
        left_out = shutil.ignore_patterns("test_*", "__pycache__", "template")
        shutil.copytree(ROOT / "scripts/tools", cls.root / "scripts/tools", ignore=left_out)
        for file in ("scripts/build", "global.json", "project.json", "functions/method-order.txt", "shared/native/order.ld", "scripts/openapi/Program.cs",
                     "terraform/permissions.tf", "terraform/versions.tf", "terraform/variables.tf", "scripts/local-cloud/emulator/requirements.txt",
                     *(f"functions/{file.name}" for file in (ROOT / "functions").glob("*.json"))):
            (cls.root / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, cls.root / file)
        cls.write("functions/budgets.json", BUDGETS.replace("MORE", ""))
        for name in ("one", "two"):
            data = ', "data": {"openapi.json": "artifacts/openapi.json"}' if name == "two" else ""
            cls.write(f"functions/{name}/function.json", DESCRIPTOR.replace("NAME", name).replace("DATA", data))
            cls.write(f"functions/{name}/operations.json", OPERATIONS.replace("NAME", name))
            cls.write(f"functions/{name}/{name.title()}.csproj", "<Project/>")
            cls.write(f"functions/{name}/Program.cs", "return 0;")
        cls.write("shared/Http/Answers.cs", "class Answers;")
        cls.stand_ins.mkdir(parents=True)
        subprocess.run(["cc", "-Wl,-z,relro,-z,now", "-x", "c", "-", "-o", cls.stand_ins / "program"], input="int main(void) { return 0; }",
                       text=True, check=True)
        cls.write("artifacts/stand-ins/10.0.400/.version", "one")
        cls.write("artifacts/stand-ins/dotnet", DOTNET)
        (cls.stand_ins / "dotnet").chmod(0o755)
        cls.said = ""
        cls.build()

    @classmethod
    def write(cls, file: str, text: str) -> None:
        (cls.root / file).parent.mkdir(parents=True, exist_ok=True)
        (cls.root / file).write_text(text)

    @classmethod
    def build(cls, *words: str, **variables: str) -> list[str]:
        """The projects that were compiled to programs, and the zips that were written."""
        log = cls.stand_ins / "log"
        log.write_text("")
        environment = os.environ | {"PATH": f"{cls.stand_ins}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": "1"} | variables
        done = subprocess.run([cls.root / "scripts/build", *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True)
        if done.returncode:
            raise AssertionError(done.stdout)
        cls.said = done.stdout
        published = [line.removeprefix("publish ") for line in log.read_text().splitlines() if line.startswith("publish ")]
        return published + [line.split(":")[0] for line in done.stdout.splitlines() if ".zip: " in line]

    def check(self, expected: list[str], change: Callable[[], object], what: str) -> None:
        with self.subTest(what):
            change()
            self.assertEqual(expected, self.build())

    def edit(self, file: str) -> Callable[[], None]:
        """Changes the contents of a file, but neither its length nor its time."""
        path = self.root / file

        def change() -> None:
            before = path.stat()
            content = path.read_text()
            path.write_text(content.replace("e", "a", 1) if "e" in content else content[:-1] + "#")
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

        return change

    def test_the_document_is_made_of_all_functions(self) -> None:
        def change() -> None:
            self.write("functions/one/operations.json", OPERATIONS.replace("NAME", "one").replace("Yes", "No"))

        self.check(["One", "one.zip", "two.zip"], change, "operations")
        self.check([], lambda: self.write("artifacts/openapi.json", "damaged"), "damaged")
        self.assertIn("No", (self.root / "artifacts/openapi.json").read_text())
        self.check([], (self.root / "artifacts/openapi.json").unlink, "removed")
        self.edit("functions/one/Program.cs")()
        self.assertEqual([], self.build("two"))
        self.assertIn("generating the OpenAPI document", self.said)
        self.assertEqual(["One", "one.zip"], self.build())
        self.assertNotIn("generating the OpenAPI document", self.said)

    def test_what_decides_about_zips_makes_them_again(self) -> None:
        packing = self.root / "scripts/tools/build/packing.py"
        self.check(["one.zip", "two.zip"], lambda: packing.write_text(packing.read_text() + "# new\n"), "packing")
        self.check(["one.zip"], lambda: self.write("functions/budgets.json", BUDGETS.replace(
            "MORE", '"one": {"zip_kb": {"x64": 200, "arm64": 200, "reason": "It needs it."}}')), "budgets")

    def test_what_is_damaged_or_gone_is_made_again(self) -> None:
        folder = self.root / f"artifacts/linux-{processors.host()}"
        original = (folder / "one.zip").read_bytes()
        self.check(["one.zip"], (folder / "one.zip").unlink, "no zip")
        self.check(["one.zip"], lambda: (folder / "one.zip").write_bytes(original[:-1] + b"x"), "damaged zip")
        self.check(["one.zip"], lambda: (folder / "one.json").write_text("{}"), "damaged descriptor")
        self.check(["one.zip"], (folder / ".one.made-of").unlink, "no stamp")
        self.assertEqual(original, (folder / "one.zip").read_bytes())
        compiled = self.root / f"artifacts/aot-quickchange-{processors.host()}"
        kind = f"release_linux-{processors.host()}"
        self.check(["One"], (compiled / f"publish/One/{kind}/bootstrap.dbg").unlink, "no symbols")
        for file in (f"publish/One/{kind}/bootstrap", f"obj/One/{kind}/native/bootstrap.mstat"):
            self.check(["One"], lambda file=file: (compiled / file).write_text("damaged"), f"damaged {file}")
        self.check(["One", "Two"], lambda: shutil.rmtree(compiled), "nothing compiled")
        self.check([], lambda: None, "nothing changed")

    def test_a_source_that_changes_while_it_is_built_is_built_again(self) -> None:
        source = self.root / "functions/one/Program.cs"
        self.edit("functions/one/Program.cs")()
        (self.stand_ins / "during").write_text(f"echo changed >>{source}")
        self.build("one")
        self.check(["One", "one.zip"], lambda: None, "no further change")

    def test_each_variant_and_each_output_is_made_of_its_own(self) -> None:
        output = str(self.root / "artifacts/other")
        self.assertEqual(["One", "one.zip"], self.build("one", "--link-profile", "static", "--output", output))
        self.assertEqual(["One", "one.zip"], self.build("one", "--link-profile", "dynamic", "--output", output))
        self.assertEqual([], self.build("one", "--link-profile", "dynamic", "--output", output))
        self.assertEqual(["one.zip"], self.build("one", "--output", output))
        self.assertEqual([], self.build())

    def test_no_variable_of_the_shell_has_a_say(self) -> None:
        variables = {"LinkProfile": "static", "CPATH": "/nowhere", "LD_RUN_PATH": "/nowhere"}
        self.assertEqual([], self.build(**variables))
        self.edit("functions/one/Program.cs")()
        self.assertEqual(["One", "one.zip"], self.build(**variables))
        had = (self.stand_ins / "variables").read_text().splitlines()
        self.assertEqual(set(), set(variables) & set(had))
        self.assertIn("PATH", had)
