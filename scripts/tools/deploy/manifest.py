"""The origin of a saved plan, in a folder's manifest.json: a plan is applied only where it was made."""

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.common import builds
from tools.common.command import Failure
from tools.common.repository import ROOT
from tools.deploy.destinations import Destination


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def zips(architecture: str, root: Path = ROOT) -> dict[str, str]:
    folder = root / f"artifacts/linux-{architecture}"
    names = builds.names(root / "functions")
    return {name: digest(zip) if (zip := folder / f"{name}.zip").exists() else "missing" for name in names}


def write(folder: Path, to: Destination, commit: str, changes: bool) -> None:
    """Changes: whether the plan changes anything."""
    made = manifest(folder, to, commit) | {"changes": changes}
    (folder / "manifest.json").write_text(json.dumps(made, indent=2) + "\n")


def check(folder: Path, to: Destination, commit: str) -> None:
    """Raises Failure if the plan in a folder doesn't match this commit, environment and zips."""
    try:
        made = json.loads((folder / "manifest.json").read_text())
        found = list(differences(made, manifest(folder, to, commit)))
    except (OSError, ValueError) as error:
        found = [f"it is incomplete: {error}"]
    if found:
        raise Failure("\n  ".join([f"the plan in {folder} is rejected:", *found]))


def manifest(folder: Path, to: Destination, commit: str) -> dict[str, Any]:
    return {
        "environment": to.name,
        "commit": commit,
        "architecture": to.arch,
        "zips": zips(to.arch),
        "plan": digest(folder / "plan"),
    }


def differences(made: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """Yields the differences between a plan's manifest and the current state."""
    if made.get("environment") != now["environment"]:
        yield f"it was made for the environment {made.get('environment')}, not for {now['environment']}"
    if made.get("commit") != now["commit"]:
        yield f"it was made from commit {made.get('commit')}, but this is {now['commit']}"
    if made.get("architecture") != now["architecture"]:
        yield f"it was made for {made.get('architecture')}, not for {now['architecture']}"
    before = made.get("zips", {})
    for name in sorted(before.keys() | now["zips"].keys()):
        if before.get(name) != now["zips"].get(name):
            yield f"it was made with a different zip of {name}"
    if made.get("plan") != now["plan"]:
        yield "its plan was changed after it was made"


def commit() -> str:
    """The commit of this checkout."""
    found = subprocess.run(["git", "-C", ROOT, "rev-parse", "--verify", "--quiet", "HEAD"], stdout=subprocess.PIPE, text=True)
    if found.returncode:
        raise Failure("a saved plan belongs to a commit, but this is not a git checkout with a commit")
    return found.stdout.strip()
