"""Writes the requirements files of the Python packages: the version of each package, including dependencies, and the hashes of
its files on PyPI. Versions stay the same, unless --upgrade asks for the newest. --propose opens a pull request in
GITHUB_REPOSITORY with the changes; it needs gh and GH_TOKEN.
"""

import json
import re
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common import fetched, programs
from tools.common.command import Failure, say

# The packages that are imported; all others are their dependencies.
DIRECT = {fetched.COMMANDS: ["boto3", "jsonschema"], fetched.EMULATOR: ["moto[server]"]}
PYPI = "https://pypi.org"
# The oldest version that is supported. Newer ones accept the same packages.
PYTHON = "3.11"
BRANCH, TITLE = "python-packages", "Update the versions and hashes of Python packages"
BOT = ("-c", "user.name=github-actions[bot]", "-c", "user.email=41898282+github-actions[bot]@users.noreply.github.com")


def lock(upgrade: bool) -> None:
    written: dict[str, str] = {}
    for packages, direct in DIRECT.items():
        file = fetched.REQUIREMENTS[packages]
        found = resolve(direct, written if upgrade else fetched.pins(packages))
        head = re.match(r"((#|-r ).*\n)*", file.read_text())
        assert head
        file.write_text(head[0] + "".join(pin(name, version) for name, version in sorted(found.items()) if name not in written))
        written |= found


def resolve(direct: list[str], constraints: Mapping[str, str]) -> dict[str, str]:
    """The version of each package that pip would install."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "constraints").write_text("".join(f"{package}=={version}\n" for package, version in constraints.items()))
        fetched.run("the versions of packages", sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed",
                    "--target", folder, "--python-version", PYTHON, "--only-binary", ":all:", "--report", folder / "report",
                    "--constraint", folder / "constraints", *direct)
        metadata = [each["metadata"] for each in json.loads((folder / "report").read_text())["install"]]
    # https://packaging.python.org/en/latest/specifications/name-normalization/
    return {re.sub(r"[-_.]+", "-", each["name"]).lower(): each["version"] for each in metadata}


def pin(name: str, version: str) -> str:
    """The lines of a package, with the hashes of its files for all processors (https://docs.pypi.org/api/json/)."""
    try:
        with urllib.request.urlopen(f"{PYPI}/pypi/{name}/{version}/json", timeout=60) as answer:
            files = json.load(answer)["urls"]
    except (OSError, ValueError, KeyError) as error:
        raise Failure(f"the hashes of {name} {version} could not be fetched: {error}") from error
    if not files:
        raise Failure(f"PyPI has no files of {name} {version}; choose another version")
    return " \\\n    --hash=sha256:".join([f"{name}=={version}", *sorted(file["digests"]["sha256"] for file in files)]) + "\n"


def propose() -> None:
    files = list(fetched.REQUIREMENTS.values())
    if not programs.answer("git", "status", "--porcelain", "--", *files):
        say("nothing has changed")
        return
    programs.answer("git", "switch", "--quiet", "--force-create", BRANCH)
    programs.answer("git", *BOT, "commit", "--quiet", "--message", TITLE, "--", *files)
    # The checkout keeps no token.
    programs.answer("git", "-c", "credential.helper=!gh auth git-credential", "push", "--quiet", "--force", "origin", BRANCH)
    if json.loads(programs.answer("gh", "pr", "list", "--head", BRANCH, "--state", "open", "--json", "number")):
        return
    programs.tell("Approve its workflow runs, and merge it once its checks have passed.\n", "gh", "pr", "create", "--head", BRANCH, "--title", TITLE, "--body-file", "-")
