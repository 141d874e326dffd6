"""Reads functions/budgets.json: what functions may cost.

check  checks it against functions/budgets.schema.json, and, unless --schema-only, that it is of functions that are there
zip    prints the most that a function's zip may have, in thousands of bytes
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.build import binary_gates
from tools.descriptors import schema
from tools.common.descriptors import FUNCTIONS, Mistake, read

RULES = FUNCTIONS / "budgets.schema.json"


def check(functions: Path, schema_only: bool = False) -> Iterator[str]:
    """Yields a line for each problem: field, what is wrong. A function that is gone leaves budgets that no build minds."""
    try:
        budgets = read(functions / "budgets.json")
        found = list(schema.problems(budgets, read(RULES)))
    except Mistake as mistake:
        found = [str(mistake)]
    yield from found
    if found or schema_only:
        return
    for name in budgets["functions"]:
        if not (functions / name / "function.json").is_file():
            yield f"functions.{name}: there is no such function; remove its budgets"


def zip_kb(functions: Path, function: str, arch: str) -> int:
    budget = read(functions / "budgets.json")["functions"].get(function, {}).get("zip_kb", {})
    return budget.get(arch, read(RULES)["$defs"]["zip_kb"]["default"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check").add_argument("--schema-only", action="store_true")
    of_zip = commands.add_parser("zip")
    of_zip.add_argument("function")
    of_zip.add_argument("arch", choices=sorted(binary_gates.ELF_MACHINES))
    options = parser.parse_args()
    if options.command == "zip":
        print(zip_kb(FUNCTIONS, options.function, options.arch))
        return
    found = list(check(FUNCTIONS, options.schema_only))
    for problem in found:
        print(f"functions/budgets.json: {problem}", file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
