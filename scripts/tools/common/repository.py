"""The location of this repository, with symbolic links resolved."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ARTIFACTS = ROOT / "artifacts"
FUNCTIONS = ROOT / "functions"
SCRIPTS = ROOT / "scripts"
# To run a command: python3 TOOLS NAME ARGUMENT…
TOOLS = SCRIPTS / "tools"
