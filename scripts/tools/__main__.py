"""Runs a command of this package.

    python3 scripts/tools COMMAND [WORD…]

COMMAND is a folder next to this file. The function main in its command.py returns the exit status.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"Python 3.11 or later is required, but python3 is {sys.version.split()[0]}: https://www.python.org/downloads/")

# Python put this folder first, but the package is in its parent folder.
sys.path[0] = str(Path(__file__).resolve().parents[1])

if __name__ == "__main__":
    try:
        from tools.common import command

        sys.exit(command.run(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
