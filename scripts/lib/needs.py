"""Checks that a machine has all that a command needs, before the command starts anything.

    needs.py COMMAND JOB…

All that is missing for the jobs (of tools.py) is named at once, with the one line that installs it, and the exit status is 1.
On a CI machine (CI=true) what Debian or Ubuntu has is installed instead, all in one go. Then what the jobs fetch is fetched.
So nothing is installed or fetched while several things run side by side.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(f"Python 3.11 or newer is needed, and python3 is {sys.version.split()[0]}: https://www.python.org/downloads/")

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import debian_packages
from fetched import Failed
from tools import JOBS, Tool


def missing(tools: list[Tool]) -> list[Tool]:
    with ThreadPoolExecutor() as pool:
        return [tool for tool, is_here in zip(tools, pool.map(lambda tool: tool.is_here(), tools)) if not is_here]


def packages_of(tools: list[Tool]) -> list[str]:
    return list(dict.fromkeys(package for tool in tools for package in tool.packages))


def report(command: str, jobs: list[str], lacking: list[Tool]) -> Iterator[str]:
    """What is missing, a line each; the last line is what installs the packages, if any are."""
    yield f"{command}: nothing was started: this machine lacks"
    for tool in lacking:
        # Which of several jobs need it, so that somebody can do without.
        needing = [job for job in jobs if tool in JOBS[job]] if len(jobs) > 1 else []
        yield f"  {tool.name}" + (f" (for {', '.join(needing)})" if needing else "") + (f": {tool.elsewhere}" if tool.elsewhere else "")
    packages = packages_of(lacking)
    if packages and debian_packages.is_here():
        yield "What Debian and Ubuntu have is installed by"
        yield debian_packages.line(packages)
    elif packages:
        yield f"In Debian and Ubuntu these packages have them: {' '.join(packages)}"


def main() -> int:
    command, *jobs = sys.argv[1:]
    tools = list(dict.fromkeys(tool for job in jobs for tool in JOBS[job]))
    lacking = missing(tools)
    if packages_of(lacking) and os.environ.get("CI") == "true" and debian_packages.may_install():
        said = debian_packages.install(packages_of(lacking))
        lacking = missing(lacking)
        if packages_of(lacking):
            print(said, file=sys.stderr)
    if lacking:
        print(*report(command, jobs, lacking), sep="\n", file=sys.stderr)
        return 1
    try:
        for fetch in dict.fromkeys(tool.fetch for tool in tools if tool.fetch):
            fetch()
    except (Failed, OSError) as failed:
        print(f"{command}: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
