"""What AWS's own models say that a request must contain: required members, lengths, ranges, patterns, and sets of values. AWS checks
them before it looks at anything else. A model lacks some limits that AWS has; those are in rules.py and the other modules.

The traits: https://smithy.io/2.0/spec/constraint-traits.html
"""

import functools
import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any

# A shape of botocore.model, whose properties hide their types from a checker.
Shape = Any
NUMBERS = ("integer", "long", "float", "double")
SIZED = ("string", "character", "blob", "list", "map")
# What a value in JSON is called in AWS's messages, by its Python type.
KINDS = {str: "STRING_VALUE", int: "NUMBER_VALUE", float: "DECIMAL_VALUE"}
EXPECTED = {"string": "a String", "integer": "an Integer", "long": "a Long", "float": "a Float", "double": "a Double", "boolean": "a Boolean"}
ACCEPTED: dict[str, tuple[type, ...]] = {"string": (str,), "boolean": (bool,), "list": (list,), "map": (dict,), "structure": (dict,)}


class WrongTypeError(Exception):
    """A value of another JSON type than the model's."""


def violations(shape: Shape, value: Any, path: str = "") -> Iterator[str]:
    """A sentence in AWS's words for each violation in a request's parameters. Raises WrongTypeError if a value has the wrong JSON type."""
    check_type(shape, value)
    for constraint in broken(shape, value):
        yield violation(shape, value, path, constraint)
    if shape.type_name == "structure":
        yield from in_structure(shape, value, path)
    elif shape.type_name == "list":
        for index, item in enumerate(value, 1):
            yield from violations(shape.member, item, f"{path}.{index}.member")
    elif shape.type_name == "map":
        yield from in_map(shape, value, path)


def in_structure(shape: Shape, value: dict[str, Any], path: str) -> Iterator[str]:
    for name, member in shape.members.items():
        member_path = f"{path}.{camel_case(name)}".removeprefix(".")
        if value.get(name) is not None:
            yield from violations(member, value[name], member_path)
        elif name in shape.required_members:
            yield f"Value null at '{member_path}' failed to satisfy constraint: Member must not be null"


def in_map(shape: Shape, value: dict[str, Any], path: str) -> Iterator[str]:
    for kind, member, items in (("keys", shape.key, value), ("value", shape.value, value.values())):
        if any(next(iter(broken(member, item)), None) for item in items):
            yield violation(shape, value, path, f"Map {kind} must satisfy constraint: [{', '.join(constraints(member))}]")
    for key, item in value.items():
        if shape.value.type_name in ("structure", "list", "map"):
            yield from violations(shape.value, item, f"{path}.{key}.member")
        else:
            check_type(shape.value, item)


def broken(shape: Shape, value: Any) -> Iterator[str]:
    """The constraints that a value itself, without its members, violates."""
    traits = shape.metadata
    if shape.type_name in SIZED or shape.type_name in NUMBERS:
        quantity = value if shape.type_name in NUMBERS else len(value)
        if "max" in traits and quantity > traits["max"]:
            yield at_most(shape)
        if "min" in traits and quantity < traits["min"]:
            yield at_least(shape)
    if isinstance(value, str):
        # A text that is too long is not compared with a pattern, which can take long.
        if "pattern" in traits and len(value) <= traits.get("max", 10_000) and not compiled(traits["pattern"]).fullmatch(value):
            yield matches(shape)
        if "enum" in traits and value not in traits["enum"]:
            yield one_of(shape)


def constraints(shape: Shape) -> Iterator[str]:
    for trait, describe in (("max", at_most), ("min", at_least), ("pattern", matches), ("enum", one_of)):
        if trait in shape.metadata:
            yield describe(shape)


def at_most(shape: Shape) -> str:
    return f"Member must have {measure(shape)} less than or equal to {shape.metadata['max']}"


def at_least(shape: Shape) -> str:
    return f"Member must have {measure(shape)} greater than or equal to {shape.metadata['min']}"


def matches(shape: Shape) -> str:
    return f"Member must satisfy regular expression pattern: {shape.metadata['pattern']}"


def one_of(shape: Shape) -> str:
    return f"Member must satisfy enum value set: [{', '.join(shape.metadata['enum'])}]"


def measure(shape: Shape) -> str:
    return "value" if shape.type_name in NUMBERS else "length"


def violation(shape: Shape, value: Any, path: str, constraint: str) -> str:
    shown = "" if shape.metadata.get("sensitive") else f" '{text(value)}'"
    return f"Value{shown} at '{path}' failed to satisfy constraint: {constraint}"


def text(value: Any) -> str:
    """A value in the notation of Java, in which AWS's messages show it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={text(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(text, value)) + "]"
    if isinstance(value, bytes):
        return f"java.nio.HeapByteBuffer[pos=0 lim={len(value)} cap={len(value)}]"
    return str(value)


def camel_case(name: str) -> str:
    return name[:1].lower() + name[1:]


def check_type(shape: Shape, value: Any) -> None:
    kind = shape.type_name
    accepted = (int, float) if kind in NUMBERS else ACCEPTED.get(kind, (object,))
    if isinstance(value, accepted) and not (isinstance(value, bool) and kind in NUMBERS):
        return
    if isinstance(value, dict):
        raise WrongTypeError("Start of structure or map found where not expected.")
    if isinstance(value, list):
        raise WrongTypeError("Start of list found where not expected")
    if kind not in EXPECTED:
        raise WrongTypeError(f"Expected {'list' if kind == 'list' else 'map'} or null")
    found = str(value).upper() + "_VALUE" if isinstance(value, bool) else KINDS[type(value)]
    raise WrongTypeError(f"{found} can not be converted to {EXPECTED[kind]}")


def check_json(shape: Shape, value: Any) -> None:
    """Checks the types of a value, and of everything in it, as it is written in JSON. Raises WrongTypeError."""
    if value is None or shape.metadata.get("document"):
        return
    check_type(shape, value)
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if "location" not in member.serialization:
                check_json(member, value.get(member.serialization.get("name", name)))
    elif shape.type_name == "list":
        for item in value:
            check_json(shape.member, item)
    elif shape.type_name == "map":
        for item in value.values():
            check_json(shape.value, item)


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of Java, in which the models write them."""
    pattern = pattern.replace(r"\p{Print}", r"[\x20-\x7e]")
    # Java writes a character outside the Basic Multilingual Plane as two halves.
    pattern = pattern.replace(r"\uD800\uDC00-\uDBFF\uDFFF", r"\U00010000-\U0010FFFF").replace(r"\w-_", r"\w\-_")
    pattern = re.sub(r"\\p\{([LNZ])\}", lambda category: category_ranges(category[1]), pattern)
    return re.compile(pattern, re.ASCII)


@functools.cache
def category_ranges(category: str) -> str:
    """The characters of a Unicode category, as ranges in a character class."""
    ranges: list[list[int]] = []
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code))[0] == category:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges)
