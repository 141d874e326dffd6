"""Checks that this machine has all that a command needs, before the command starts anything."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tools.common import debian_packages, fetched
from tools.common.command import Failure, this_command
from tools.common.prerequisites import JOBS, PYTHON_PACKAGES, Tool
from tools.common.repository import TOOLS

# Says that the program before this one, in whose place it runs, has checked.
CHECKED = "QUICKCHANGE_CHECKED"


def prepare(*jobs: str) -> None:
    """Makes sure that this machine has all that the jobs (of prerequisites.py) need.

    On a CI machine (CI=true) what Debian or Ubuntu has is installed, all in one go; then what the jobs fetch is fetched. So
    nothing is installed or fetched while several things run side by side. A job that needs packages of Python goes on, from
    the command's start, in the Python that has them.

    Raises Failure, which names all that is missing at once, with the one line that installs it.
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
        raise Failure(f"something could not be fetched: {error}") from error
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
    """What is missing, a line each; the last line is what installs the packages, if any are."""
    yield "nothing was started: this machine lacks"
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
