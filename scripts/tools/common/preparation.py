"""Checks that this machine has everything that a command needs, before the command starts anything."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tools.common import debian_packages, fetched
from tools.common.command import Failure, this_command
from tools.common.prerequisites import JOBS, PYTHON_PACKAGES, Tool
from tools.common.repository import TOOLS

# Set if the program that this one replaced with exec has already checked.
CHECKED = "QUICKCHANGE_CHECKED"


def prepare(*jobs: str) -> None:
    """Makes sure that this machine has everything that the jobs (in prerequisites.py) need.

    On a CI machine (CI=true), installs all missing packages of Debian or Ubuntu with one command. Then fetches the tools of the
    jobs, so that nothing is installed or fetched while programs run in parallel. If a job needs Python packages, restarts the
    command in the Python that has them.

    Raises Failure, which lists everything that is missing, with the command that installs it.
    """
    if os.environ.pop(CHECKED, None):
        return
    tools = list(dict.fromkeys(tool for job in jobs for tool in JOBS[job]))
    lacking = missing(tools)
    if packages_of(lacking) and os.environ.get("CI") == "true" and debian_packages.may_install():
        said = debian_packages.install(packages_of(lacking))
        lacking = missing(lacking)
        if packages_of(lacking):
            print(said, file=sys.stderr)
    if lacking:
        raise Failure("\n".join(report(jobs, lacking)))
    try:
        for fetch in dict.fromkeys(tool.fetch for tool in tools if tool.fetch):
            fetch()
    except OSError as error:
        raise Failure(f"a tool could not be fetched: {error}") from error
    if PYTHON_PACKAGES in tools and not fetched.has_emulator_packages():
        python, = fetched.emulator()
        os.environ[CHECKED] = "1"
        os.execv(python, [python, str(TOOLS), *this_command()])


def missing(tools: list[Tool]) -> list[Tool]:
    with ThreadPoolExecutor() as pool:
        return [tool for tool, is_here in zip(tools, pool.map(lambda tool: tool.is_here(), tools), strict=True) if not is_here]


def packages_of(tools: list[Tool]) -> list[str]:
    return list(dict.fromkeys(package for tool in tools for package in tool.packages))


def report(jobs: tuple[str, ...], lacking: list[Tool]) -> Iterator[str]:
    """A line for each missing tool, followed by the command that installs the packages, if there are any."""
    yield "nothing was started, because this machine doesn't have"
    for tool in lacking:
        # The jobs that need it, if there are several, so that the user can skip them.
        needing = [job for job in jobs if tool in JOBS[job]] if len(jobs) > 1 else []
        yield f"  {tool.name}" + (f" (for {', '.join(needing)})" if needing else "") + (f": {tool.elsewhere}" if tool.elsewhere else "")
    packages = packages_of(lacking)
    if packages and debian_packages.is_here():
        yield "To install the packages of Debian and Ubuntu, run"
        yield debian_packages.line(packages)
    elif packages:
        yield f"In Debian and Ubuntu, they are in these packages: {' '.join(packages)}"
