"""Each kind of file that a function is compiled from decides whether it is compiled again."""

import os
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from tools.build import objects, toolchain
from tools.build.objects import Objects
from tools.common import builds, dotnet, processors
from tools.common.builds import Variant

GCC = """#!/bin/sh
case $1 in
  -print-file-name=libc.a) echo "${0%/*}/libc.a" ;;
  -print-prog-name=ld) echo "${0%/*}/ld" ;;
  -print-*) echo "${1#*=}" ;;
esac
"""


class ObjectsTests(unittest.TestCase):
    """A repository with the functions one and two."""

    def setUp(self) -> None:
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        for module in (objects, builds, dotnet):
            self.enterContext(mock.patch.object(module, "ROOT", self.root))
        self.enterContext(mock.patch.object(objects, "FUNCTIONS", self.root / "functions"))
        self.enterContext(mock.patch.object(objects, "COMPILING", [self.root / "scripts/publishing.py"]))
        self.enterContext(mock.patch.object(dotnet, "sdk", lambda: self.root / "artifacts/sdk/.version"))
        self.enterContext(mock.patch.dict(os.environ, {"PATH": f"{self.root}/artifacts/bin:{os.environ['PATH']}"}))
        for file in ("functions/one/One.csproj", "functions/one/function.json", "functions/two/Two.csproj", "functions/two/function.json",
                     "functions/Directory.Build.props", "shared/Http/Answers.cs"):
            self.write(file, "one")
        for program in ("gcc", "ld", "objcopy"):
            self.write(f"artifacts/bin/{program}", GCC)
            (self.root / f"artifacts/bin/{program}").chmod(0o755)
        self.before = self.digests()

    def write(self, file: str, text: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text)

    def digests(self) -> dict[str, str]:
        toolchain.files.cache_clear()
        now = Objects(Variant(processors.host()))
        return {function: now.made_of(function) for function in ("one", "two")}

    def assert_changes(self, expected: list[str], change: Callable[[], object], what: str) -> None:
        with self.subTest(what):
            change()
            before, self.before = self.before, self.digests()
            self.assertEqual(expected, [function for function in before if before[function] != self.before[function]])

    def test_each_kind_of_input_counts_by_its_content(self) -> None:
        both = ["one", "two"]
        for file, expected in {
            "functions/one/Program.cs": ["one"], "functions/one/packages.lock.json": ["one"], "functions/one/One.csproj.user": ["one"],
            "functions/one/function.json": ["one"], "functions/one/Sub/tests/Model.cs": ["one"], "functions/Directory.Build.props": both,
            "functions/method-order.txt": both, "shared/Http/Answers.cs": both, "shared/native/start_calls.c": both,
            "shared/New/New.cs": both,
            "libraries/New/New.cs": both, "Directory.Build.targets": both, "Directory.Packages.props": both, "Directory.Build.rsp": both,
            "global.json": both, "nuget.config": both, ".editorconfig": both, "scripts/publishing.py": both, "artifacts/sdk/.version": both,
            "artifacts/bin/libc.a": both, "artifacts/bin/ld": both,
        }.items():
            self.assert_changes(expected, lambda file=file: self.write(file, f"{GCC}# one"), f"{file}, created or changed")
            self.assert_changes(expected, lambda file=file: self.exchange(file), f"{file}, with other contents of the same length and time")
        for file, expected in {"functions/one/Program.cs": ["one"], "shared/New/New.cs": both, "nuget.config": both}.items():
            self.assert_changes(expected, (self.root / file).unlink, f"{file}, removed")

    def exchange(self, file: str) -> None:
        path = self.root / file
        times = path.stat()
        path.write_text(path.read_text().replace("one", "two"))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def test_nothing_else_counts(self) -> None:
        for file in ("functions/one/tests/Tests.cs", "shared/Http/tests/Tests.cs", "shared/Http/benchmarks/Run.cs",
                     "functions/budgets.json", "README.md", "docs/map.md", "terraform/main.tf", "scripts/tools/up/steps.py", ".github/workflows/ci.yml"):
            self.assert_changes([], lambda file=file: self.write(file, "new"), file)
        self.assert_changes([], (self.root / "shared/Http/Answers.cs").touch, "a time")

    def test_variants_are_made_of_their_own(self) -> None:
        arch = processors.host()
        variants = [Variant(arch), Variant(arch, runtime="aws"), Variant(arch, profile="static")]
        self.assertEqual(len({Objects(variant).made_of("one") for variant in variants}), len(variants))
