"""Writes each action of .github/actions as a workflow with the same steps: actionlint reads workflows alone.

    action_workflows.py FOLDER    writes FOLDER/<action>.yml
"""

import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

from tools.common.repository import ROOT

ACTIONS = ROOT / ".github/actions"


def workflow_of(action: dict[str, Any]) -> dict[str, Any]:
    """What an action takes and does, as a workflow that others call."""
    inputs = {name: {"type": "string"} | value for name, value in action.get("inputs", {}).items()}
    job = {"runs-on": "ubuntu-24.04", "steps": action["runs"]["steps"]}
    return {"name": action["name"], "on": {"workflow_call": {"inputs": inputs}}, "permissions": {}, "jobs": {"action": job}}


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in sorted(ACTIONS.glob("*/action.yml")):
        folder.joinpath(f"{file.parent.name}.yml").write_text(yaml.safe_dump(workflow_of(yaml.safe_load(file.read_text())), sort_keys=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
