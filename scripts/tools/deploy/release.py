"""What a plan was made of, and which versions serve.

write    writes a folder's manifest.json: the plan's commit and environment, and the hashes of the plan and of each zip
check    refuses a folder whose manifest is not of this commit, environment and zips
changed  prints, as JSON, the version before of each function that serves another one now
url      prints where the API is, by terraform output -json
routes   prints a line for each of its routes, by the same
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.common.repository import ROOT



def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def zips(architecture: str, root: Path = ROOT) -> dict[str, str]:
    folder = root / f"artifacts/linux-{architecture}"
    names = sorted(file.parent.name for file in root.glob("functions/*/function.json"))
    return {name: digest(zip) if (zip := folder / f"{name}.zip").exists() else "missing" for name in names}


def manifest(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    return {
        "environment": options.environment,
        "commit": options.commit,
        "architecture": options.architecture,
        # Whether it changes anything.
        "changes": options.changes,
        "zips": zips(options.architecture),
        "plan": digest(folder / "plan"),
    }


def differences(made: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """Yields in what a plan's manifest differs from what is here."""
    if made.get("environment") != now["environment"]:
        yield f"it was made for the environment {made.get('environment')}, not for {now['environment']}"
    if made.get("commit") != now["commit"]:
        yield f"it was made of commit {made.get('commit')}, and this is {now['commit']}"
    if made.get("architecture") != now["architecture"]:
        yield f"it was made for {made.get('architecture')}, not for {now['architecture']}"
    before = made.get("zips", {})
    for name in sorted(before.keys() | now["zips"].keys()):
        if before.get(name) != now["zips"].get(name):
            yield f"it was made with another zip of {name}"
    if made.get("plan") != now["plan"]:
        yield "its plan is not the one that was made"


def check(folder: Path, options: argparse.Namespace) -> int:
    try:
        made = json.loads((folder / "manifest.json").read_text())
        found = list(differences(made, manifest(folder, options)))
    except (OSError, ValueError) as error:
        found = [f"it is not complete: {error}"]
    for difference in found:
        print(f"deploy: the plan in {folder} is refused: {difference}", file=sys.stderr)
    return 1 if found else 0


def changed(before: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    return {name: version for name, version in before.items() if name in now and now[name] != version}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("write", "check"):
        command = commands.add_parser(name)
        command.add_argument("folder", type=Path)
        for option in ("--environment", "--commit", "--architecture"):
            command.add_argument(option, required=True)
        command.add_argument("--changes", action="store_true", help="the plan changes something")
    command = commands.add_parser("changed")
    command.add_argument("before", type=Path, help="terraform output -json, before the release")
    command.add_argument("now", type=Path, help="the same, after it")
    for name in ("url", "routes"):
        commands.add_parser(name).add_argument("outputs", type=Path)
    options = parser.parse_args()
    if options.command == "write":
        made = manifest(options.folder, options)
        (options.folder / "manifest.json").write_text(json.dumps(made, indent=2) + "\n")
    elif options.command == "check":
        return check(options.folder, options)
    elif options.command == "changed":
        before, now = (json.loads(file.read_text()).get("live_versions", {}).get("value", {}) for file in (options.before, options.now))
        print(json.dumps(changed(before, now)))
    elif options.command == "url":
        print(json.loads(options.outputs.read_text())["base_url"]["value"])
    else:
        for route, url in json.loads(options.outputs.read_text())["routes"]["value"].items():
            print(f"  {route.split(' ')[0]} {url}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
