"""Checks that this machine has everything that a command needs, before the command starts anything."""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tools.common import debian_packages, fetched, processors
from tools.common.command import Failure, this_command
from tools.common.prerequisites import COMMANDS, DOTNET, EMULATOR, JOBS, Tool
from tools.common.repository import ROOT, TOOLS

# Set if the program that this one replaced with exec has already checked.
CHECKED = "QUICKCHANGE_CHECKED"


def prepare(*jobs: str) -> None:
    """Makes sure that this machine has everything that the jobs (in prerequisites.py) need.

    If only packages of Debian or Ubuntu are missing, and no prompt is needed, installs them with one command. Then fetches
    the tools of the jobs, so that nothing is installed or fetched while programs run in parallel. If a job needs Python packages,
    restarts the command in the Python that has them.

    Raises Failure, with the command that installs what is missing: a single line if only packages are missing.
    """
    if os.environ.pop(CHECKED, None):
        return
    tools = list(dict.fromkeys(tool for job in jobs for tool in JOBS[job]))
    if DOTNET in tools:
        processors.host()
        check_path(str(ROOT))
    lacking = missing(tools)
    if lacking and not any(tool.elsewhere for tool in lacking) and debian_packages.may_install():
        said = debian_packages.install(packages_of(lacking))
        lacking = missing(lacking)
        if lacking:
            print(said, file=sys.stderr)
    if lacking:
        raise Failure("\n".join(report(lacking)))
    try:
        for fetch in dict.fromkeys(tool.fetch for tool in tools if tool.fetch):
            fetch()
        if COMMANDS in tools or EMULATOR in tools:
            go_on_in(fetched.python_with(fetched.EMULATOR if EMULATOR in tools else fetched.COMMANDS))
    except OSError as error:
        raise Failure(f"a tool could not be fetched: {error}") from error


def check_path(path: str) -> None:
    """Raises Failure if .NET can't build in the folder: MSBuild reads these characters as its own, also in the SDK's files."""
    found = sorted(set(path) & set("'\";%$*?\n"))
    if found:
        raise Failure(f"the path of this checkout has characters that .NET's build can't handle ({' '.join(found)!r}): move it to another folder, "
                      f"from {path!r}")


def go_on_in(python: str) -> None:
    if python != sys.executable:
        os.environ[CHECKED] = "1"
        os.execv(python, [python, str(TOOLS), *this_command()])


def missing(tools: list[Tool]) -> list[Tool]:
    with ThreadPoolExecutor() as pool:
        return [tool for tool, is_here in zip(tools, pool.map(lambda tool: tool.is_here(), tools), strict=True) if not is_here]


def packages_of(tools: list[Tool]) -> list[str]:
    return list(dict.fromkeys(package for tool in tools for package in tool.packages))


def report(lacking: list[Tool]) -> Iterator[str]:
    """How to install what is missing: a single line, or a heading and a line for each way."""
    ways = [f"{tool.name}: {tool.elsewhere}" for tool in lacking if tool.elsewhere]
    if packages := packages_of(lacking):
        names = ", ".join(tool.name for tool in lacking if not tool.elsewhere)
        ways.insert(0, debian_packages.line(packages) if debian_packages.is_here()
                    else f"{names}; on Debian and Ubuntu, they are in these packages: {' '.join(packages)}")
    first = "nothing was started; install what is missing:"
    yield from [f"{first} {ways[0]}"] if len(ways) == 1 else [first, *(f"  {way}" for way in ways)]
