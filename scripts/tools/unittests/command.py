"""Runs the unittest modules in a folder and its subfolders: test_*.py."""

import sys
import unittest
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from tools.common.arguments import Parser
from tools.common.preparation import prepare
from tools.common.repository import TOOLS


class Recorder(unittest.TextTestResult):
    """Also records the tests that passed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.passed = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append((test, ""))

    def junit(self) -> ET.ElementTree:
        suite = ET.Element("testsuite")
        for problem, tests in {"": self.passed, "failure": self.failures, "error": self.errors, "skipped": self.skipped}.items():
            for test, text in tests:
                class_name, _, name = test.id().rpartition(".")
                case = ET.SubElement(suite, "testcase", classname=class_name, name=name)
                if problem:
                    ET.SubElement(case, problem).text = text
        return ET.ElementTree(suite)


def tests_below(folder: Path) -> unittest.TestSuite:
    """The tests in each test_*.py: in the package tools, or in a folder whose modules import each other."""
    top = TOOLS.parent if TOOLS in (folder, *folder.parents) else folder
    sys.path.insert(0, str(top))
    modules = [".".join(file.relative_to(top).with_suffix("").parts) for file in sorted(folder.rglob("test_*.py"))]
    return unittest.defaultTestLoader.loadTestsFromNames(modules)


def main() -> int:
    parser = Parser(__doc__, "scripts/tools/run unittests")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--junit", metavar="FILE", type=Path, help="the file for the results, in JUnit's format.")
    options = parser.parse_args()
    prepare("unittests")
    result: Any = unittest.TextTestRunner(resultclass=Recorder, verbosity=1).run(tests_below(options.folder.resolve()))
    if options.junit:
        result.junit().write(options.junit, encoding="unicode")
    return 0 if result.wasSuccessful() else 1
