"""Checks every functions/<name>/function.json against functions/function.schema.json, and against the others."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import schema

FUNCTIONS = Path(__file__).resolve().parents[2] / "functions"


class DuplicateKey(ValueError):
    """A key that is there twice: JSON parsers take either, without a word."""


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DuplicateKey(f"{key}: is there twice")
        found[key] = value
    return found


def check(folder: Path) -> Iterator[str]:
    """Yields a line for each problem: file, field, what is wrong."""
    rules = json.loads((FUNCTIONS / "function.schema.json").read_text(encoding="utf-8"))
    claims: dict[str, str] = {}
    for file in sorted(folder.glob("*/function.json")):
        name = f"functions/{file.parent.name}/function.json"
        try:
            descriptor = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)
        except json.JSONDecodeError as error:
            yield f"{name}: line {error.lineno}, column {error.colno}: is not JSON: {error.msg}"
            continue
        except (DuplicateKey, UnicodeDecodeError) as error:
            yield f"{name}: {error}"
            continue
        found = list(schema.problems(descriptor, rules))
        yield from (f"{name}: {problem}" for problem in found)
        if not found:
            yield from claim(descriptor.get("routes", []), name, claims)


def claim(routes: list[str], name: str, claims: dict[str, str]) -> Iterator[str]:
    for index, route in enumerate(routes):
        # To API Gateway, two routes are the same if they differ only in the names of their parameters.
        key = re.sub(r"\{[^}+]*(\+?)\}", r"{\1}", route)
        if key in claims:
            yield f'{name}: routes[{index}]: "{route}" is claimed by {claims[key]} already'
        else:
            claims[key] = f"{name}: routes[{index}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["check"])
    parser.add_argument("--functions", type=Path, default=FUNCTIONS, help="the folder with a folder for each function")
    found = list(check(parser.parse_args().functions))
    for problem in found:
        print(problem, file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
