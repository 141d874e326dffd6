"""The rules of this repository that no compiler checks. Each yields a line for each violation: the file and a remedy."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.common import checkout

# Scripts that a shell implements, with the reason; all others only launch.
SHELL = {
    "scripts/ci/prepare-container": "it runs where nothing is installed yet",
    "scripts/tools/run": "it looks for Python",
}
MOST_LINES = 60
# A comment that describes the script, and the program that it launches.
LAUNCHER = re.compile(r"#!/bin/sh\n(# .*\n)?exec .+\n")

# Folders of tools that use another one; everything else that is shared is in common/.
USES = {
    ("bench", "logs"): "it reads what functions report in their logs",
    ("build", "descriptors"): "it builds checked descriptors",
    ("build", "order"): "it reports when the order is out of date",
    ("invoke", "logs"): "both print log events",
    ("invoke", "smoke"): "it makes events of the examples of routes",
    ("new_function", "descriptors"): "a name is valid if its descriptor is",
    ("rename", "descriptors"): "a name is valid if the names of all resources are",
    ("load", "smoke"): "both call routes with their examples",
    ("up", "smoke"): "it shows how to call routes, with their examples",
    ("test", "smoke"): "it calls a route with its example",
    ("test", "build"): "budgets are also checked without a build",
}

# A line of Python, or its interpreter, in a C# string.
PYTHON = re.compile(r"""^[\s"$@]*(import [a-z_]+(, [a-z_]+)*(\\n.*)?"?$|from [a-z_.]+ import |def \w+\(.*\).*:$)|#!.*\bpython|"python3?", "-c\"""", re.MULTILINE)

# Facts that only one place may state, except for tests: a pattern, and the place.
ONCE = {"application/problem\\+json": "shared/Http"}


def shell_only_launches(root: Path) -> Iterator[str]:
    for file in shell_files(root):
        name, text = str(file.relative_to(root)), file.read_text()
        if name in SHELL:
            if text.count("\n") > MOST_LINES:
                yield f"{name}: has more than {MOST_LINES} lines; move the code to scripts/tools"
        elif not LAUNCHER.fullmatch(text):
            yield f"{name}: is not a three-line launcher; move the code to scripts/tools"


def csharp_has_no_python(root: Path) -> Iterator[str]:
    for file in checkout.files("*.cs", root=root):
        if found := PYTHON.search(file.read_text()):
            yield f"{file.relative_to(root)}: contains Python, {found[0].strip()!r}; move it to a file next to this one"


def tools_know_only_what_is_common(root: Path) -> Iterator[str]:
    for file in checkout.files("scripts/tools/*.py", root=root):
        own, *rest = file.relative_to(root / "scripts/tools").parts
        for other in imported(file):
            if rest and other not in (own, "common") and (own, other) not in USES:
                yield f"{file.relative_to(root)}: imports tools.{other}; move shared code to tools/common"


def imported(file: Path) -> set[str]:
    """The folders of tools that a file imports from."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("tools.")}


def limits_stand_in_the_schema(root: Path) -> Iterator[str]:
    """Code that needs a limit reads it from functions/function.schema.json."""
    schema = json.loads((root / "functions/function.schema.json").read_text())
    limits = set(limits_of(schema, ""))
    for file in sources(root, "*.cs", "*.py", "*.tf"):
        for line in file.read_text().splitlines():
            for field, limit in limits:
                if re.search(rf"\b{field}\b", line) and re.search(rf"[<>]=?\s*{limit}\b|\brange\(.*\b{limit + 1}\b", line):
                    yield f"{file.relative_to(root)}: limits {field} to {limit}; read it from functions/function.schema.json"


def limits_of(schema: Any, field: str) -> Iterator[tuple[str, int]]:
    for key, value in schema.items() if isinstance(schema, dict) else ():
        if key in ("minimum", "maximum", "maxLength"):
            yield field, value
        yield from limits_of(value, field if key in ("properties", "if", "then", "else") else key)


def facts_stand_once(root: Path) -> Iterator[str]:
    for pattern, place in ONCE.items():
        for file in sources(root, "functions/*.cs", "shared/*.cs"):
            name = str(file.relative_to(root))
            if not name.startswith(f"{place}/") and re.search(pattern, file.read_text()):
                yield f"{name}: contains {pattern}, which belongs only in {place}"


def sources(root: Path, *patterns: str) -> Iterator[Path]:
    """Files that are not tests."""
    for file in checkout.files(*patterns, root=root):
        if "tests" not in file.parts and not file.name.startswith("test_"):
            yield file


def shell_files(root: Path) -> Iterator[Path]:
    """All shell scripts, by their first line or extension."""
    for file in checkout.files(root=root):
        if file.suffix == ".sh" or is_shell(file):
            yield file


def is_shell(file: Path) -> bool:
    with file.open("rb") as content:
        first = content.readline(100)
    return re.match(rb"#!.*sh\b", first) is not None


RULES: tuple[Callable[[Path], Iterator[str]], ...] = (
    shell_only_launches, csharp_has_no_python, tools_know_only_what_is_common, limits_stand_in_the_schema, facts_stand_once)
