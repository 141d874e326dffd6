"""Runs the unittest modules in a folder and its subfolders: test_*.py, several at a time."""

import io
import multiprocessing
import sys
import unittest
import xml.etree.ElementTree as ET
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from tools.common.arguments import Parser
from tools.common.command import say
from tools.common.preparation import prepare
from tools.common.repository import TOOLS

# Tests mostly wait for processes and ports.
WORKERS = 4

# The ID of a test, how it failed ("" if it passed), and the details.
Case = tuple[str, str, str]


class Recorder(unittest.TextTestResult):
    """Also records the tests that passed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.passed = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append((test, ""))

    def cases(self) -> list[Case]:
        found = {"": self.passed, "failure": self.failures, "error": self.errors, "skipped": self.skipped}
        return [(test.id(), problem, text) for problem, tests in found.items() for test, text in tests]


def modules_below(folder: Path) -> list[str]:
    """The names of all test_*.py: in the package tools, or in a folder whose modules import each other."""
    top = TOOLS.parent if TOOLS in (folder, *folder.parents) else folder
    sys.path.insert(0, str(top))
    return [".".join(file.relative_to(top).with_suffix("").parts) for file in sorted(folder.rglob("test_*.py"))]


def run(module: str) -> tuple[list[Case], str]:
    said = io.StringIO()
    result: Any = unittest.TextTestRunner(said, resultclass=Recorder).run(unittest.defaultTestLoader.loadTestsFromName(module))
    return result.cases(), said.getvalue()


def write_junit(file: Path, cases: list[Case]) -> None:
    suite = ET.Element("testsuite")
    for test, problem, text in cases:
        class_name, _, name = test.rpartition(".")
        case = ET.SubElement(suite, "testcase", classname=class_name, name=name)
        if problem:
            ET.SubElement(case, problem).text = text
    ET.ElementTree(suite).write(file, encoding="unicode")


def main() -> int:
    parser = Parser(__doc__, "scripts/tools/run unittests")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--junit", metavar="FILE", type=Path, help="the file for the results, in JUnit's format.")
    options = parser.parse_args()
    prepare("unittests")
    cases: list[Case] = []
    modules = modules_below(options.folder.resolve())
    with ProcessPoolExecutor(WORKERS, multiprocessing.get_context("fork")) as workers:
        for module, (found, said) in zip(modules, workers.map(run, modules), strict=True):
            failed = any(problem for _, problem, _ in found)
            say(said if failed else f"{module}: {len(found)} passed")
            cases += found
    if options.junit:
        write_junit(options.junit, cases)
    return 1 if any(problem for _, problem, _ in cases) else 0
