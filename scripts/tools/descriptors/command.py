"""Checks the declarations of functions, before anything is built.

Each functions/<name>/function.json, operations.json and example is validated against its schema, and against the others. Each
problem is a line on stderr: file, field, mistake.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.common.arguments import Parser
from tools.common.descriptors import Mistake, at, content, parse, read
from tools.common.preparation import prepare
from tools.common.repository import FUNCTIONS
from tools.descriptors import checks as descriptor_checks
from tools.descriptors import schema


def check(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """The checked descriptors by function, and their problems."""
    contents, values, found = {}, {}, []
    for file in sorted(folder.glob("*/function.json")):
        function = file.parent.name
        try:
            contents[function] = content(file)
            values[function] = parse(contents[function])
            broken = list(schema.problems(values[function], rules_of("function")))
        except Mistake as mistake:
            broken = [str(mistake)]
        found += [f"{descriptor_checks.file_of(function)}: {problem}" for problem in broken]
    return contents, found or list(descriptor_checks.problems(values))


def check_operations(folder: Path) -> Iterator[str]:
    """Yields a line for each problem in an operations.json, if the descriptors have none."""
    names: dict[str, str] = {}
    for descriptor in sorted(folder.glob("*/function.json")):
        file = descriptor.with_name("operations.json")
        name = f"functions/{file.parent.name}/operations.json"
        # OpenAPI can't describe a route for every method or every path.
        routes = [route for route in read(descriptor).get("routes", {}) if not re.match(r"ANY |\$default$", route)]
        found = problems(file, "operations") if file.exists() else []
        yield from (f"{name}: {problem}" for problem in found)
        if found:
            continue
        operations = {key: value for key, value in (read(file) if file.exists() else {}).items() if key != "$schema"}
        yield from (f'{name}: "{key}" is not a route in function.json' for key in operations if key not in routes)
        yield from (f'{name}: "{route}" is missing; describe its parameters and responses' for route in routes if route not in operations)
        for route, operation in operations.items():
            yield from (f"{name}: {at('', route)}.{problem}" for problem in check_operation(route, operation))
            yield from same_names(route, name, names)


def check_operation(route: str, operation: dict[str, Any]) -> Iterator[str]:
    """Yields problems that the schema can't detect."""
    parameters = operation.get("parameters", {})
    for parameter in re.findall(r"\{([^}+]+)\+?\}", route):
        if parameter not in parameters:
            yield f"{at('parameters', parameter)}: is missing, but occurs in the path"
    described = {at("parameters", key): value for key, value in parameters.items()}
    described |= {at("responses", key): value for key, value in operation["responses"].items()}
    described |= {"request": operation["request"]} if "request" in operation else {}
    for place, value in described.items():
        if not isinstance(value, (str, dict)):
            yield f"{place}: must be the name of a type or a JSON Schema, but is {json.dumps(value)}"
    for example, value in operation.get("examples", {}).items():
        if str(value.get("status", 200)) not in operation["responses"]:
            yield f"{at('examples', example)}.status: is not one of the responses: {', '.join(operation['responses'])}"


def same_names(route: str, name: str, names: dict[str, str]) -> Iterator[str]:
    """In OpenAPI, paths that differ only in the names of their parameters are identical, which is not allowed."""
    path = route.split(" ")[1]
    shape = re.sub(r"\{[^}]*\}", "{}", path)
    if names.setdefault(shape, path) != path:
        yield f"{name}: {at('', route)}: must have the same parameter names as {names[shape]}"


def check_examples(folder: Path) -> Iterator[str]:
    """Yields a line for each problem in the examples of events, if the descriptors have none."""
    for descriptor in sorted(folder.glob("*/function.json")):
        examples = sorted(descriptor.parent.glob("examples/*.json"))
        for file in examples:
            yield from (f"functions/{file.relative_to(folder)}: {problem}" for problem in problems(file, "example"))
        if not examples and not read(descriptor).get("routes"):
            yield (
                f"functions/{descriptor.parent.name}/examples/: is missing: "
                "a function without routes must have an event there, as in functions/worker/examples/"
            )


def problems(file: Path, kind: str) -> list[str]:
    try:
        return list(schema.problems(read(file), rules_of(kind)))
    except Mistake as mistake:
        return [str(mistake)]


def rules_of(kind: str) -> dict[str, Any]:
    return read(FUNCTIONS / f"{kind}.schema.json")


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("--functions", type=Path, default=FUNCTIONS, help="the folder that contains a folder for each function")
    parser.add_argument("--copies", type=Path, help="a folder to which each checked descriptor is copied as <function>.json")
    options = parser.parse_args()
    prepare("descriptors")
    contents, found = check(options.functions)
    found = found or [*check_operations(options.functions), *check_examples(options.functions)]
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        return 1
    if options.copies:
        options.copies.mkdir(parents=True, exist_ok=True)
        for function, descriptor in contents.items():
            (options.copies / f"{function}.json").write_bytes(descriptor)
    return 0
