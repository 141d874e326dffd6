"""A JSON Schema evaluator for the keywords that functions/function.schema.json uses, and no others."""

import json
import re
from collections.abc import Iterator
from typing import Any

TYPES = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
# They describe, and check nothing.
ANNOTATIONS = {"$schema", "title", "description"}


def problems(value: Any, schema: dict[str, Any], place: str = "") -> Iterator[str]:
    """Yields "<place>: <what is wrong>" for each rule that the value breaks."""
    where = place or "the file"
    if not is_type(value, schema.get("type")):
        yield f"{where}: must be {article(schema['type'])}, and is {json.dumps(value)}"
        return
    for keyword, rule in schema.items():
        if keyword in ANNOTATIONS or keyword == "type":
            continue
        if keyword not in RULES:
            raise NotImplementedError(f"the schema uses {keyword}, which scripts/lib/schema.py does not know")
        yield from RULES[keyword](value, rule, schema, place)


def is_type(value: Any, name: str | None) -> bool:
    if name is None:
        return True
    # To Python, True is a number.
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def article(name: str) -> str:
    return f"an {name}" if name[0] in "aio" else f"a {name}"


def join(place: str, key: str | int) -> str:
    if isinstance(key, int):
        return f"{place}[{key}]"
    return f"{place}.{key}" if place else key


def required(value: dict, names: list[str], _schema: dict, place: str) -> Iterator[str]:
    for name in names:
        if name not in value:
            yield f"{join(place, name)}: is missing"


def properties(value: dict, schemas: dict, _schema: dict, place: str) -> Iterator[str]:
    for name, schema in schemas.items():
        if name in value:
            yield from problems(value[name], schema, join(place, name))


def additional_properties(value: dict, rule: Any, schema: dict, place: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in value:
        if name in known:
            continue
        if rule is False:
            yield f"{join(place, name)}: is unknown; known are {', '.join(known)}"
        else:
            yield from problems(value[name], rule, join(place, name))


def property_names(value: dict, rule: dict, _schema: dict, place: str) -> Iterator[str]:
    for name in value:
        yield from problems(name, rule, join(place, name))


def items(value: list, rule: dict, _schema: dict, place: str) -> Iterator[str]:
    for index, item in enumerate(value):
        yield from problems(item, rule, join(place, index))


def unique_items(value: list, _rule: bool, _schema: dict, place: str) -> Iterator[str]:
    for index, item in enumerate(value):
        if item in value[:index]:
            yield f"{join(place, index)}: {json.dumps(item)} is there twice"


def minimum(value: int, least: int, schema: dict, place: str) -> Iterator[str]:
    if value < least:
        yield f"{place}: must be {least} to {schema.get('maximum', 'any number')}, and is {value}"


def maximum(value: int, most: int, schema: dict, place: str) -> Iterator[str]:
    if value > most:
        yield f"{place}: must be {schema.get('minimum', 'any number')} to {most}, and is {value}"


def min_length(value: str, least: int, _schema: dict, place: str) -> Iterator[str]:
    if len(value) < least:
        yield f"{place}: must have {least} characters at least"


def max_length(value: str, most: int, _schema: dict, place: str) -> Iterator[str]:
    if len(value) > most:
        yield f"{place}: must have {most} characters at most, and has {len(value)}"


def pattern(value: str, expression: str, schema: dict, place: str) -> Iterator[str]:
    if not re.search(expression, value):
        hint = f". {schema['description']}" if "description" in schema else f": it must match {expression}"
        yield f"{place}: {json.dumps(value)} has the wrong form{hint}"


RULES = {
    "additionalProperties": additional_properties,
    "items": items,
    "maximum": maximum,
    "maxLength": max_length,
    "minimum": minimum,
    "minLength": min_length,
    "pattern": pattern,
    "properties": properties,
    "propertyNames": property_names,
    "required": required,
    "uniqueItems": unique_items,
}
