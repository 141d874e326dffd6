"""Reads functions/budgets.json, the budgets of functions."""

from collections.abc import Iterator
from pathlib import Path

from tools.common.descriptors import Mistake, read
from tools.common.repository import FUNCTIONS
from tools.descriptors import schema

RULES = FUNCTIONS / "budgets.schema.json"


def check(functions: Path, schema_only: bool = False) -> Iterator[str]:
    """Yields a line for each problem: file, field, mistake. Budgets of a removed function would otherwise go unnoticed."""
    yield from (f"functions/budgets.json: {problem}" for problem in problems(functions, schema_only))


def problems(functions: Path, schema_only: bool) -> Iterator[str]:
    try:
        budgets = read(functions / "budgets.json")
    except Mistake as mistake:
        yield str(mistake)
        return
    found = list(schema.problems(budgets, read(RULES)))
    yield from found
    if found or schema_only:
        return
    for name in budgets["functions"]:
        if not (functions / name / "function.json").is_file():
            yield f"functions.{name}: this function doesn't exist; remove its budgets"


def zip_kb(functions: Path, function: str, arch: str) -> int:
    """The maximum size of a function's zip, in thousands of bytes."""
    budget = read(functions / "budgets.json")["functions"].get(function, {}).get("zip_kb", {})
    return budget.get(arch, read(RULES)["$defs"]["zip_kb"]["default"])
