"""Validates JSON against a schema in functions/, with the library jsonschema, and describes mistakes by their paths.

The schemas use draft 2020-12 (https://json-schema.org/draft/2020-12), with one additional rule: 128.0 is not an integer, because
not every reader of the files accepts it as one.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from tools.common.descriptors import at

# The library's ValidationError. Its type annotations declare most attributes as possibly unset.
Broken = Any


def is_integer(_checker: object, value: object) -> bool:
    # In Python, True is a number.
    return isinstance(value, int) and not isinstance(value, bool)


@cache
def validator() -> Any:
    # Imported only here: preparation.py may have to fetch it first.
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer))


def problems(value: Any, schema: dict[str, Any]) -> Iterator[str]:
    """Yields "<path>: <mistake>. <description in the schema>" for each rule that the value violates."""
    yield from dict.fromkeys(problem for error in validator()(schema).iter_errors(value) for problem in worded(error))


def worded(error: Broken) -> Iterator[str]:
    place, value, schema, rule = "", error.instance, error.schema, error.validator_value
    for key in error.absolute_path:
        place = at(place, key)
    if "propertyNames" in error.absolute_schema_path:
        place = at(place, value)
    match error.validator:
        case "required":
            for name in rule:
                if name not in value:
                    yield f"{at(place, name)}: is missing{hint(schema.get('properties', {}).get(name, {}))}"
        case "additionalProperties":
            known = schema.get("properties", {})
            yield from (f"{at(place, name)}: is unknown; the known names are {', '.join(known)}" for name in value if name not in known)
        case "uniqueItems":
            for index, item in enumerate(value):
                if item in value[:index]:
                    yield f"{at(place, index)}: {json.dumps(item)} occurs twice; remove one"
        case "not":
            yield f"{place}: {json.dumps(value)} is not allowed{hint(rule)}"
        case keyword:
            yield f"{place or 'the file'}: {WORDS.get(keyword, other)(error)}{hint(schema)}"


def hint(schema: dict[str, Any]) -> str:
    return f". {schema['description']}" if "description" in schema else ""


def other(error: Broken) -> str:
    return error.message


def wrong_type(error: Broken) -> str:
    name = error.validator_value
    return f"must be {'an' if name[0] in 'aio' else 'a'} {name}, but is {json.dumps(error.instance)}"


def out_of_range(error: Broken) -> str:
    least, most = error.schema.get("minimum"), error.schema.get("maximum")
    limits = f"{most} or less" if least is None else f"{least} or more" if most is None else f"{least} to {most}"
    return f"must be {limits}, but is {error.instance}"


def wrong_form(error: Broken) -> str:
    return f"{json.dumps(error.instance)} has the wrong format"


WORDS = {
    "anyOf": wrong_form,
    "const": lambda error: f"must be {json.dumps(error.validator_value)}, but is {json.dumps(error.instance)}",
    "enum": lambda error: f"must be {' or '.join(map(json.dumps, error.validator_value))}, but is {json.dumps(error.instance)}",
    "exclusiveMinimum": lambda error: f"must be more than {error.validator_value}, but is {error.instance}",
    "maxItems": lambda error: f"must have at most {error.validator_value} items, but has {len(error.instance)}",
    "maxLength": lambda error: f"must have at most {error.validator_value} characters, but has {len(error.instance)}",
    "maxProperties": lambda error: f"must have at most {error.validator_value} members, but has {len(error.instance)}",
    "maximum": out_of_range,
    "minItems": lambda error: f"must have at least {error.validator_value} item{'' if error.validator_value == 1 else 's'}",
    "minLength": lambda error: f"must have at least {error.validator_value} characters",
    "minimum": out_of_range,
    "pattern": wrong_form,
    "type": wrong_type,
}
