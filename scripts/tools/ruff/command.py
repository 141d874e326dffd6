"""Checks all Python code with the rules in pyproject.toml, as scripts/test lint does."""

import json
import subprocess
import tomllib
from pathlib import Path

from tools.common import checkout, fetched
from tools.common.arguments import Parser
from tools.common.preparation import prepare
from tools.common.repository import ROOT


def main() -> int:
    parser = Parser(__doc__, "scripts/tools/run ruff")
    parser.add_argument("--fix", action="store_true", help="first fix what ruff can fix.")
    options = parser.parse_args()
    prepare("ruff")
    # On Node.js, ruff is a library that reads no files itself.
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]
    told = json.dumps({"rules": rules, "files": [str(file.relative_to(ROOT)) for file in checkout.files("scripts/*.py")]})
    words = [fetched.node(), Path(__file__).with_name("ruff.mjs"), fetched.npm_packages(fetched.NODE), *(["--fix"] if options.fix else [])]
    return subprocess.run(words, cwd=ROOT, input=told, text=True).returncode
