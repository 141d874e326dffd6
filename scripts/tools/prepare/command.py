"""prepare COMMAND JOB…: for the scripts that are not yet commands here."""

import sys

from tools.common import preparation


def main() -> int:
    name, *jobs = sys.argv[1:]
    sys.argv[0] = name
    preparation.prepare(*jobs)
    return 0
