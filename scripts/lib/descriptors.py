"""Reads what functions say of themselves.

check  checks each functions/<name>/function.json, operations.json and example against its schema, and against the others
data   prints NAME=PATH for each file that a function's zip holds beside bootstrap
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import schema

FUNCTIONS = Path(__file__).resolve().parents[2] / "functions"


class Mistake(ValueError):
    """A file that can't be read as a JSON object with each key once."""


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuses a key that is there twice: JSON parsers take either, without a word."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Mistake(f"{key}: is there twice")
        found[key] = value
    return found


def read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise Mistake(f"line {error.lineno}, column {error.colno}: is not JSON: {error.msg}") from error
    except UnicodeDecodeError as error:
        raise Mistake(str(error)) from error


def check(folder: Path) -> Iterator[str]:
    """Yields a line for each problem of a descriptor: file, field, what is wrong."""
    claims: dict[str, str] = {}
    for file in sorted(folder.glob("*/function.json")):
        name = f"functions/{file.parent.name}/function.json"
        found = problems(file, "function")
        yield from (f"{name}: {problem}" for problem in found)
        if not found:
            descriptor = read(file)
            yield from claim(descriptor.get("routes", []), name, claims)
            yield from (f"{name}: {problem}" for problem in check_queue(descriptor.get("queue", {})))


def check_queue(queue: dict[str, Any]) -> Iterator[str]:
    """What the schema can't say."""
    window, size = queue.get("batching_window_s", 0), queue.get("batch_size", 10)
    if queue.get("fifo"):
        if window:
            yield "queue.batching_window_s: a FIFO queue has none"
        if size > 10:
            yield "queue.batch_size: a FIFO queue gives 10 at most"
    elif size > 10 and not window:
        yield "queue.batch_size: more than 10 need a batching_window_s of 1 or more"


def check_operations(folder: Path) -> Iterator[str]:
    """Yields a line for each problem of an operations.json, where the descriptors have none."""
    names: dict[str, str] = {}
    for descriptor in sorted(folder.glob("*/function.json")):
        file = descriptor.with_name("operations.json")
        name = f"functions/{file.parent.name}/operations.json"
        # OpenAPI has no word for a route that takes every method or every path.
        routes = [route for route in read(descriptor).get("routes", []) if not re.match(r"ANY |\$default$", route)]
        found = problems(file, "operations") if file.exists() else []
        yield from (f"{name}: {problem}" for problem in found)
        if found:
            continue
        operations = {key: value for key, value in (read(file) if file.exists() else {}).items() if key != "$schema"}
        yield from (f'{name}: "{key}" is no route of function.json' for key in operations if key not in routes)
        yield from (f'{name}: "{route}" is missing: say what it takes and answers' for route in routes if route not in operations)
        for route, operation in operations.items():
            yield from (f"{name}: {route}: {problem}" for problem in check_operation(route, operation))
            yield from same_names(route, name, names)


def check_operation(route: str, operation: dict[str, Any]) -> Iterator[str]:
    """What the schema can't say."""
    parameters = operation.get("parameters", {})
    for parameter in re.findall(r"\{([^}+]+)\+?\}", route):
        if parameter not in parameters:
            yield f"parameters.{parameter}: is missing, and is in the path"
    described = {f"parameters.{key}": value for key, value in parameters.items()}
    described |= {f"responses.{key}": value for key, value in operation["responses"].items()}
    described |= {"request": operation["request"]} if "request" in operation else {}
    for place, value in described.items():
        if not isinstance(value, (str, dict)):
            yield f"{place}: must be the name of a type or a JSON Schema, and is {json.dumps(value)}"
    for example, value in operation.get("examples", {}).items():
        if str(value.get("status", 200)) not in operation["responses"]:
            yield f"examples.{example}.status: is none of the responses: {', '.join(operation['responses'])}"


def same_names(route: str, name: str, names: dict[str, str]) -> Iterator[str]:
    """To OpenAPI, paths that differ only in the names of their parameters are the same, and must not."""
    path = route.split(" ")[1]
    shape = re.sub(r"\{[^}]*\}", "{}", path)
    if names.setdefault(shape, path) != path:
        yield f"{name}: {route}: has other names for its parameters than {names[shape]}"


def check_examples(folder: Path) -> Iterator[str]:
    """Yields a line for each problem of the examples of events, where the descriptors have none."""
    for descriptor in sorted(folder.glob("*/function.json")):
        examples = sorted(descriptor.parent.glob("examples/*.json"))
        for file in examples:
            yield from (f"functions/{file.relative_to(folder)}: {problem}" for problem in problems(file, "example"))
        if not examples and not read(descriptor).get("routes"):
            yield (
                f"functions/{descriptor.parent.name}/examples/: is missing: "
                "a function without routes has an event there, as functions/worker/examples/ has"
            )


def problems(file: Path, kind: str) -> list[str]:
    try:
        return list(schema.problems(read(file), read(FUNCTIONS / f"{kind}.schema.json")))
    except Mistake as mistake:
        return [str(mistake)]


def claim(routes: list[str], name: str, claims: dict[str, str]) -> Iterator[str]:
    for index, route in enumerate(routes):
        # To API Gateway, two routes are the same if they differ only in the names of their parameters.
        key = re.sub(r"\{[^}+]*(\+?)\}", r"{\1}", route)
        if key in claims:
            yield f'{name}: routes[{index}]: "{route}" is claimed by {claims[key]} already'
        else:
            claims[key] = f"{name}: routes[{index}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--functions", type=Path, default=FUNCTIONS, help="the folder with a folder for each function")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check")
    commands.add_parser("data").add_argument("function")
    options = parser.parse_args()
    if options.command != "check":
        data = read(options.functions / options.function / "function.json").get("data", {})
        print("".join(f"{name}={path}\n" for name, path in data.items()), end="")
        return
    found = list(check(options.functions)) or [*check_operations(options.functions), *check_examples(options.functions)]
    for problem in found:
        print(problem, file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
