"""The location of this repository, with symbolic links resolved, and the name of its project."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ARTIFACTS = ROOT / "artifacts"
FUNCTIONS = ROOT / "functions"
SCRIPTS = ROOT / "scripts"
# To run a command: python3 TOOLS NAME ARGUMENT…
TOOLS = SCRIPTS / "tools"

# The project's name, which terraform/ reads too. docs/making-it-yours.md lists what else contains it.
PROJECT = ROOT / "project.json"
NAME: str = json.loads(PROJECT.read_text())["name"]
