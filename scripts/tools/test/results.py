"""The results of a run: TRX and JUnit XML from test runners, and a line in checks.tsv for each other check."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tools.common.command import say

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"

# How much of a failure's cause is printed again at the end.
CAUSE_LINES = 12


class Result(NamedTuple):
    """The name of a test, whether it passed, and, if it didn't, what its runner says of the cause."""

    name: str
    passed: bool
    cause: str = ""


class Results:
    """A folder with the results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def check(self, name: str, passed: bool) -> None:
        """Records one check."""
        self.note(name, passed)
        say(f"{'passed' if passed else 'failed'}: {name}")

    def ran(self, name: str, written: Path, status: int) -> None:
        """Records a runner that wrote its own results to a file or folder.

        If it failed without a failed test, it counts as a failed check itself.
        """
        if status and all(result.passed for result in read(written)):
            self.check(name, False)

    def note(self, name: str, passed: bool) -> None:
        with (self.folder / "checks.tsv").open("a") as file:
            file.write(f"{'passed' if passed else 'failed'}\t{name}\n")

    def sum_up(self) -> bool:
        """Prints the failures with their causes and, on the last line, "N passed, N failed". Returns whether tests were run and none failed."""
        found = list(read(self.folder))
        failed = [result for result in found if not result.passed]
        for result in failed:
            lines = [line for line in result.cause.splitlines() if line.strip()]
            say(f"failed: {result.name}", *(f"    {line.rstrip()}" for line in lines[:CAUSE_LINES]))
        say(f"{len(found) - len(failed)} passed, {len(failed)} failed")
        return bool(found) and not failed


def read(written: Path) -> Iterator[Result]:
    """The results in a file, or in all files in a folder."""
    for file in sorted(written.rglob("*")) if written.is_dir() else [written]:
        if file.is_file() and file.suffix in READERS:
            yield from READERS[file.suffix](file)


def trx(file: Path) -> Iterator[Result]:
    tree = ET.parse(file)
    for result in tree.iter(f"{TRX}UnitTestResult"):
        error = result.find(f"{TRX}Output/{TRX}ErrorInfo")
        cause = "" if error is None else f"{error.findtext(f'{TRX}Message', '')}\n{error.findtext(f'{TRX}StackTrace', '')}"
        yield Result(result.get("testName", ""), result.get("outcome") == "Passed", cause)
    # A test run that failed outside a test, such as in a setup.
    summary = tree.find(f"{TRX}ResultSummary")
    if summary is not None and summary.get("outcome") not in ("Completed", "Failed"):
        yield Result(f"{file.name}: {summary.get('outcome')}", False)


def junit(file: Path) -> Iterator[Result]:
    for case in ET.parse(file).iter("testcase"):
        failures = [failure for outcome in ("failure", "error", "skipped") for failure in case.findall(outcome)]
        yield Result(f"{case.get('classname')}: {case.get('name')}", not failures, "\n".join(failure.text or "" for failure in failures))


def checks(file: Path) -> Iterator[Result]:
    for line in file.read_text().splitlines():
        status, name = line.split("\t")
        yield Result(name, status == "passed")


READERS: dict[str, Callable[[Path], Iterator[Result]]] = {".trx": trx, ".xml": junit, ".tsv": checks}
