"""The repository follows the rules in architecture.py, and each rule detects a planted violation."""

import subprocess
import unittest
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common.repository import ROOT
from tools.test import architecture

LAUNCHER = '#!/bin/sh\n# Greets.\nexec "$(dirname "$0")/tools/run" greet "$@"\n'
SCHEMA = '{"properties": {"memory_mb": {"minimum": 128}, "queue": {"properties": {"batch_size": {"type": "integer", "maximum": 10000}}}}}'


class RepositoryTests(unittest.TestCase):
    def test_it_keeps_to_every_rule(self) -> None:
        for rule in architecture.RULES:
            with self.subTest(rule.__name__):
                self.assertEqual([], list(rule(ROOT)))

    def test_every_exception_is_needed(self) -> None:
        named = {str(file.relative_to(ROOT)) for file in architecture.shell_files(ROOT)}
        used = {(file.parent.name, other) for file in (ROOT / "scripts/tools").glob("*/*.py") for other in architecture.imported(file)}

        self.assertLessEqual(architecture.SHELL.keys(), named)
        self.assertLessEqual(architecture.USES.keys(), used)


FACT = '"application/problem+json"'
VIOLATIONS = (
    (architecture.shell_only_launches, "scripts/more: is not a three-line launcher",
     {"scripts/greet": LAUNCHER, "scripts/more": LAUNCHER.replace("exec", "sleep 1\nexec")}),
    (architecture.shell_only_launches, "scripts/greet.sh: is not a three-line launcher", {"scripts/greet.sh": "greet() { echo hello; }\n"}),
    (architecture.shell_only_launches, "scripts/tools/run: has more than 60 lines", {"scripts/tools/run": "#!/usr/bin/env bash\n" + 60 * "true\n"}),
    *((architecture.csharp_has_no_python, "A.cs: contains Python", {"A.cs": f"using System;\n\n{text}\n"}) for text in (
        'var program = """\n    import json\n    """;', '"import os\\nprint(os.getpid())"', 'Run("python3", "-c", program);',
        '$"""\n    def answer(event):\n        return 1\n    """', '"#!/usr/bin/env python3\\n"', '"""\nfrom json import loads\n"""')),
    *((architecture.tools_know_only_what_is_common, "scripts/tools/build/a.py: imports tools.logs",
       {"scripts/tools/build/a.py": f"from tools.common import aws\nfrom tools.build import b\n{text}\n"}) for text in (
        "from tools.logs import command", "from tools import logs", "import tools.logs.command",
        "def f():\n    from tools.logs.command import show")),
    (architecture.tools_know_only_what_is_common, "scripts/tools/common/a.py: imports tools.build",
     {"scripts/tools/common/a.py": "from tools.build import b\n"}),
    *((architecture.limits_stand_in_the_schema, f"{name}: limits", {"functions/function.schema.json": SCHEMA, name: text}) for name, text in {
        "terraform/queue.tf": "condition = var.batch_size <= 10000", "scripts/tools/a.py": "if descriptor['memory_mb'] < 128:",
        "scripts/A.cs": "if (batch_size is > 10000)", "scripts/tools/b.py": "batch_size in range(1, 10001)"}.items()),
    (architecture.facts_stand_once, "functions/a/A.cs: contains application/problem",
     {"shared/Http/B.cs": FACT, "functions/a/A.cs": FACT, "functions/a/tests/C.cs": FACT}),
)


class ViolationTests(unittest.TestCase):
    def found(self, rule: Callable[[Path], Iterator[str]], files: dict[str, str]) -> list[str]:
        """The violations that a rule finds in these files, given as texts by path."""
        with TemporaryDirectory() as folder:
            root = Path(folder).resolve()
            subprocess.run(["git", "init", "--quiet", root], check=True)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return list(rule(root))

    def test_each_violation_is_found(self) -> None:
        for rule, violation, files in VIOLATIONS:
            with self.subTest(violation, files=files):
                found = self.found(rule, files)
                self.assertEqual(1, len(found), found)
                self.assertIn(violation, found[0])

    def test_csharp_that_only_looks_like_python_is_none(self) -> None:
        text = "using X;\nvar found =\n    from file in files\n    select file; // default: import what is there\n"
        self.assertEqual([], self.found(architecture.csharp_has_no_python, {"A.cs": text}))
