"""Writes each action in .github/actions as a workflow with the same steps, because actionlint reads only workflows."""

import shutil
from pathlib import Path
from typing import Any

from tools.common.repository import ROOT

ACTIONS = ROOT / ".github/actions"


def workflow_of(action: dict[str, Any]) -> dict[str, Any]:
    """An action's inputs and steps, as a reusable workflow."""
    inputs = {name: {"type": "string"} | value for name, value in action.get("inputs", {}).items()}
    job = {"runs-on": "ubuntu-24.04", "steps": action["runs"]["steps"]}
    return {"name": action["name"], "on": {"workflow_call": {"inputs": inputs}}, "permissions": {}, "jobs": {"action": job}}


def write(folder: Path) -> None:
    """Writes <action>.yml for each action to an emptied folder."""
    # The command hasn't checked for this package yet when this file is imported.
    import yaml

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in sorted(ACTIONS.glob("*/action.yml")):
        folder.joinpath(f"{file.parent.name}.yml").write_text(yaml.safe_dump(workflow_of(yaml.safe_load(file.read_text())), sort_keys=False))
