"""Information in a binary."""

import os
import subprocess
from pathlib import Path


def readelf(option: str, file: Path) -> str:
    """Reads binaries of every architecture, unlike nm and objdump."""
    command = ["readelf", option, "--wide", str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"}).stdout
