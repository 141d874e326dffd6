"""The repository keeps to the rules of architecture.py, each of which finds an offence that is planted."""

import subprocess
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common.repository import ROOT
from tools.test import architecture

LAUNCHER = '#!/usr/bin/env bash\n# Greets.\nexec "$(dirname "$0")/tools/run" greet "$@"\n'
SCHEMA = '{"properties": {"memory_mb": {"minimum": 128}, "queue": {"properties": {"batch_size": {"type": "integer", "maximum": 10000}}}}}'


class RepositoryTests(unittest.TestCase):
    def test_it_keeps_to_every_rule(self) -> None:
        for rule in architecture.RULES:
            with self.subTest(rule.__name__):
                self.assertEqual([], list(rule(ROOT)))

    def test_every_exception_is_needed(self) -> None:
        named = {str(file.relative_to(ROOT)) for file in architecture.bash_files(ROOT)}
        used = {(file.parent.name, other) for file in (ROOT / "scripts/tools").glob("*/*.py") for other in architecture.imported(file)}

        self.assertLessEqual(architecture.BASH.keys(), named)
        self.assertLessEqual(architecture.USES.keys(), used)


class OffenceTests(unittest.TestCase):
    def setUp(self) -> None:
        self.root = Path(self.enterContext(TemporaryDirectory())).resolve()
        subprocess.run(["git", "init", "--quiet", self.root], check=True)

    def found(self, rule: Callable[[Path], Iterator[str]], files: dict[str, str]) -> list[str]:
        """What a rule finds where there are these files: their texts by path."""
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)
        return list(rule(self.root))

    def finds(self, rule: Callable[[Path], Iterator[str]], offence: str, files: dict[str, str]) -> None:
        found = self.found(rule, files)
        self.assertEqual(1, len(found), found)
        self.assertIn(offence, found[0])

    def test_bash_that_does_more_than_launch(self) -> None:
        files = {"scripts/greet": LAUNCHER, "scripts/more": LAUNCHER.replace("exec", "sleep 1\nexec")}
        self.finds(architecture.bash_only_launches, "scripts/more: is not a three-line launcher", files)

    def test_bash_without_a_first_line(self) -> None:
        self.finds(architecture.bash_only_launches, "scripts/greet.sh: is not a three-line launcher", {"scripts/greet.sh": "greet() { echo hello; }\n"})

    def test_a_long_file_of_bash(self) -> None:
        text = "#!/usr/bin/env bash\n" + 60 * "true\n"
        self.finds(architecture.bash_only_launches, "scripts/tools/run: has more than 60 lines", {"scripts/tools/run": text})

    def test_python_in_csharp(self) -> None:
        for text in ('var program = """\n    import json\n    """;', '"import os\\nprint(os.getpid())"', 'Run("python3", "-c", program);',
                     '$"""\n    def answer(event):\n        return 1\n    """', '"#!/usr/bin/env python3\\n"', '"""\nfrom json import loads\n"""'):
            with self.subTest(text):
                self.finds(architecture.csharp_has_no_python, "A.cs: has Python in it", {"A.cs": f"using System;\n\n{text}\n"})

    def test_csharp_that_only_looks_like_it(self) -> None:
        text = "using X;\nvar found =\n    from file in files\n    select file; // default: import what is there\n"
        self.assertEqual([], self.found(architecture.csharp_has_no_python, {"A.cs": text}))

    def test_tools_that_know_each_other(self) -> None:
        file = "scripts/tools/build/a.py"
        for text in ("from tools.logs import command", "from tools import logs", "import tools.logs.command",
                     "def f():\n    from tools.logs.command import show"):
            with self.subTest(text):
                self.finds(architecture.tools_know_only_what_is_common, f"{file}: imports tools.logs",
                           {file: f"from tools.common import aws\nfrom tools.build import b\n{text}\n"})

    def test_common_that_knows_a_tool(self) -> None:
        file = "scripts/tools/common/a.py"
        self.finds(architecture.tools_know_only_what_is_common, f"{file}: imports tools.build", {file: "from tools.build import b\n"})

    def test_a_limit_that_stands_twice(self) -> None:
        for name, text in {"terraform/queue.tf": "condition = var.batch_size <= 10000", "scripts/tools/a.py": "if descriptor['memory_mb'] < 128:",
                           "scripts/A.cs": "if (batch_size is > 10000)", "scripts/tools/b.py": "batch_size in range(1, 10001)"}.items():
            with self.subTest(name):
                self.finds(architecture.limits_stand_in_the_schema, f"{name}: limits", {"functions/function.schema.json": SCHEMA, name: text})
                (self.root / name).unlink()

    def test_a_fact_of_all_functions_in_one(self) -> None:
        text = '"application/problem+json"'
        self.finds(architecture.facts_stand_once, "functions/a/A.cs: says application/problem",
                   {"shared/Http/B.cs": text, "functions/a/A.cs": text, "functions/a/tests/C.cs": text})
