"""Where this repository is, by its one name, whatever link it was reached by."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
ARTIFACTS = ROOT / "artifacts"
FUNCTIONS = ROOT / "functions"
SCRIPTS = ROOT / "scripts"
# How a command, or a module of one, is run: python3 TOOLS NAME WORD…
TOOLS = SCRIPTS / "tools"
