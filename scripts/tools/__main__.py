"""Runs what a script in scripts/ does.

    python3 scripts/tools COMMAND [WORD…]

COMMAND is a folder beside this file, whose command.py has a function main that returns the exit status.
"""

import sys
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(f"Python 3.11 or newer is needed, and python3 is {sys.version.split()[0]}: https://www.python.org/downloads/")

# Python put this folder there, and the package is found in the one above.
sys.path[0] = str(Path(__file__).resolve().parents[1])

if __name__ == "__main__":
    try:
        from tools.common import command

        sys.exit(command.run(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
