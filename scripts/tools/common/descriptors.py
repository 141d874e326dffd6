"""Reads the JSON files in functions/: descriptors, operations, examples and their schemas."""

import json
import re
from pathlib import Path
from typing import Any

# More than anybody writes, and less than Python's own limit.
DEPTH = 100
# A key that needs no quotes in a path.
PLAIN = re.compile(r"[A-Za-z0-9_$-]+")
TOO_DEEP = f"is nested too deeply; the limit is {DEPTH} levels"


class Mistake(ValueError):
    """A mistake in a JSON file, or JSON that parsers interpret differently: the path and the description."""


class Members(dict[str, Any]):
    """A JSON object with its duplicate keys, for which parsers silently choose either value."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.twice = {name: None for index, name in enumerate(names) if name in names[:index]}


def at(place: str, key: str | int) -> str:
    """The path of a member or an item: queue.name, permissions[0], routes."GET /hello"."""
    if isinstance(key, int):
        return f"{place}[{key}]"
    name = key if PLAIN.fullmatch(key) else json.dumps(key, ensure_ascii=False)
    return f"{place}.{name}" if place else name


def read(file: Path) -> Any:
    """Raises Mistake if the file can't be read, or isn't JSON without duplicate keys."""
    return parse(content(file))


def content(file: Path) -> bytes:
    """Raises Mistake if the file can't be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Mistake(f"can't be read: {error.strerror}") from error


def parse(content: bytes) -> Any:
    """Raises Mistake, like read."""
    try:
        value = json.loads(content.decode(), object_pairs_hook=Members, parse_constant=refuse)
        # Only Python accepts a lone surrogate as text.
        json.dumps(value, ensure_ascii=False).encode()
        refuse_twice(value, "", DEPTH)
    except Mistake:
        raise
    except json.JSONDecodeError as error:
        raise Mistake(f"line {error.lineno}, column {error.colno}: is not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise Mistake(TOO_DEEP) from error
    except UnicodeError as error:
        raise Mistake(f"is not UTF-8 text: {error}") from error
    # For a number with thousands of digits.
    except ValueError as error:
        raise Mistake(f"is not valid JSON: {error}") from error
    return value


def refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a number")


def refuse_twice(value: Any, place: str, depth: int) -> None:
    if depth < 0:
        raise Mistake(TOO_DEEP)
    if isinstance(value, Members):
        for name in value.twice:
            raise Mistake(f"{at(place, name)}: occurs twice; remove one")
        for name, member in value.items():
            refuse_twice(member, at(place, name), depth - 1)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            refuse_twice(item, at(place, index), depth - 1)
