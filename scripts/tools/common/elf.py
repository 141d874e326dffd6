"""What a binary says of itself."""

import os
import subprocess
from pathlib import Path


def readelf(option: str, file: Path) -> str:
    """It reads binaries of every architecture, where nm and objdump read this machine's only."""
    command = ["readelf", option, "--wide", str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C"}).stdout
