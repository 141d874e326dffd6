"""Sums up the results that test runners wrote: TRX, JUnit XML and checks.tsv.

Prints the names of what failed and, last, "N passed, N failed". Exits with 1 if anything
failed or if nothing was run. With --any-failed it prints nothing and exits with 0 only if the
results hold a failure.
"""

import argparse
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"


def trx(file: Path):
    tree = ET.parse(file)
    for result in tree.iter(f"{TRX}UnitTestResult"):
        yield result.get("testName"), result.get("outcome") == "Passed"
    # A test run that broke down outside of a test, such as in a set-up.
    summary = tree.find(f"{TRX}ResultSummary")
    if summary is not None and summary.get("outcome") not in ("Completed", "Failed"):
        yield f"{file.name}: {summary.get('outcome')}", False


def junit(file: Path):
    for case in ET.parse(file).iter("testcase"):
        passed = all(case.find(outcome) is None for outcome in ("failure", "error", "skipped"))
        yield f"{case.get('classname')}: {case.get('name')}", passed


def checks(file: Path):
    for line in file.read_text().splitlines():
        status, name = line.split("\t")
        yield name, status == "passed"


READERS = {".trx": trx, ".xml": junit, ".tsv": checks}


def results(written: Path):
    files = sorted(written.rglob("*")) if written.is_dir() else [written]
    for file in files:
        if file.is_file() and file.suffix in READERS:
            yield from READERS[file.suffix](file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--any-failed", action="store_true")
    parser.add_argument("written", type=Path)
    options = parser.parse_args()

    found = list(results(options.written))
    failed = [name for name, passed in found if not passed]
    if options.any_failed:
        return 0 if failed else 1
    for name in failed:
        print(f"failed: {name}")
    print(f"{len(found) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
