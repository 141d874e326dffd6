"""Filter patterns of CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html

A pattern has terms (a b, "a b", ?a ?b, -a), a regular expression (%a%), selectors of JSON ({ $.a = 1 && $.b = "x*" }), or the fields of
a line that spaces delimit ([a, b = 4*, ...]).
"""

import functools
import json
import re
from collections.abc import Callable
from typing import Any

import log_regex

Matches = Callable[[str], bool]
# Of a JSON event: the parsed event is matched.
Condition = Callable[[Any], bool]

TERM = re.compile(r'\s*([-?]?)(%[^%]+%|"(?:[^"\\]|\\.)*"|[^\s"%]+)')
TOKEN = re.compile(r"""\s*(&&|\|\||\(|\)|!=|>=|<=|=|>|<|%[^%]+%|"(?:[^"\\]|\\.)*"|(?:\[(?:"[^"]*"|'[^']*'|\*|\d+)\]|[^\s&|()!=<>%"])+)""")
PATH = re.compile(r"""\.?([^.\[\]]+)|\[(\d+|\*)\]|\[["']([^"']*)["']\]""")
FIELD = re.compile(r'\[([^\]]*)\]|"([^"]*)"|(\S+)')
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
MISSING: Any = object()


class PatternError(ValueError):
    """CloudWatch Logs doesn't accept the pattern."""


@functools.lru_cache
def compiled(pattern: str) -> Matches:
    """A function that tells whether an event's message matches. Raises PatternError."""
    text = pattern.strip()
    if text in ("", '""', '" "'):
        return lambda _: True
    if text.startswith("{") and text.endswith("}"):
        return of_json(text[1:-1])
    if text.startswith("[") and text.endswith("]"):
        return of_fields(text[1:-1])
    return of_terms(text)


def of_terms(text: str) -> Matches:
    """All terms, and none that - excludes; of terms with ? at least one, if there are no others."""
    found: dict[str, list[Matches]] = {"": [], "?": [], "-": []}
    position = 0
    while position < len(text):
        term = TERM.match(text, position)
        if not term or (term[1] and term.end() < len(text) and not text[term.end()].isspace()):
            raise PatternError(pattern_error(text))
        found[term[1]].append(of_term(term[2]))
        position = term.end()
    required, optional, excluded = found[""], found["?"], found["-"]
    return lambda message: (all(matches(message) for matches in required) and not any(matches(message) for matches in excluded)
                            and (bool(required) or not optional or any(matches(message) for matches in optional)))


def of_term(term: str) -> Matches:
    if term.startswith("%"):
        return of_regex(term)
    wanted = unquoted(term)
    return lambda message: wanted in message


def of_regex(term: str) -> Matches:
    try:
        return log_regex.search_of(term[1:-1])
    except ValueError:
        raise PatternError(pattern_error(term)) from None


def of_json(text: str) -> Matches:
    tokens = Tokens(text)
    condition = any_of(tokens, json_condition)
    tokens.end()

    def matches(message: str) -> bool:
        try:
            return condition(json.loads(message))
        except (ValueError, RecursionError):
            return False

    return matches


def any_of(tokens: "Tokens", one: Callable[["Tokens"], Condition]) -> Condition:
    conditions = [all_of(tokens, one)]
    while tokens.take("||"):
        conditions.append(all_of(tokens, one))
    return lambda event: any(condition(event) for condition in conditions)


def all_of(tokens: "Tokens", one: Callable[["Tokens"], Condition]) -> Condition:
    conditions = [grouped(tokens, one)]
    while tokens.take("&&"):
        conditions.append(grouped(tokens, one))
    return lambda event: all(condition(event) for condition in conditions)


def grouped(tokens: "Tokens", one: Callable[["Tokens"], Condition]) -> Condition:
    if not tokens.take("("):
        return one(tokens)
    condition = any_of(tokens, one)
    if not tokens.take(")"):
        raise tokens.error()
    return condition


def json_condition(tokens: "Tokens") -> Condition:
    selector = tokens.next()
    if not selector.startswith("$"):
        raise tokens.error()
    path = [name or quoted or index for name, index, quoted in PATH.findall(selector[1:])]
    test = value_test(tokens)
    return lambda event: any(map(test, selected(event, path)))


def value_test(tokens: "Tokens") -> Condition:
    if tokens.take("IS"):
        word = tokens.next()
        if word not in ("NULL", "TRUE", "FALSE"):
            raise tokens.error()
        wanted = {"NULL": None, "TRUE": True, "FALSE": False}[word]
        return lambda value: value is wanted
    if tokens.take("NOT"):
        if not tokens.take("EXISTS"):
            raise tokens.error()
        return lambda value: value is MISSING
    return comparison(tokens)


def comparison(tokens: "Tokens") -> Condition:
    operator, operand = tokens.next(), tokens.next()
    if operator in ("=", "!="):
        equals = equality(operand)
        return (lambda value: value is not MISSING and equals(value)) if operator == "=" else (lambda value: value is not MISSING and not equals(value))
    if operator not in ("<", "<=", ">", ">=") or not NUMBER.fullmatch(operand):
        raise tokens.error()
    limit = float(operand)
    order: Callable[[float], bool] = {"<": limit.__gt__, "<=": limit.__ge__, ">": limit.__lt__, ">=": limit.__le__}[operator]
    return lambda value: (number := number_of(value)) is not None and order(number)


def equality(operand: str) -> Condition:
    if operand.startswith("%"):
        search = of_regex(operand)
        return lambda value: isinstance(value, str) and search(value)
    if NUMBER.fullmatch(operand):
        return lambda value: number_of(value) == float(operand) or value == operand
    expression = re.compile(re.escape(unquoted(operand)).replace(r"\*", ".*"), re.DOTALL)
    return lambda value: isinstance(value, str) and expression.fullmatch(value) is not None


def number_of(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value) if isinstance(value, int | float) or (isinstance(value, str) and NUMBER.fullmatch(value)) else None
    except OverflowError:
        return None


def selected(event: Any, path: list[str]) -> list[Any]:
    found = [event]
    for part in path:
        found = [item for value in found for item in members(value, part)]
    return found


def members(value: Any, part: str) -> list[Any]:
    if isinstance(value, list):
        if part == "*":
            return value
        return [value[int(part)]] if part.isdecimal() and int(part) < len(value) else [MISSING]
    return [value.get(part, MISSING)] if isinstance(value, dict) else [MISSING]


def of_fields(text: str) -> Matches:
    """Fields with or without a condition; ... stands for any number of fields at the beginning or the end."""
    parts = [part.strip() for part in re.split(r",(?=(?:[^\"%]|\"[^\"]*\"|%[^%]*%)*$)", text)]
    tests = [field_test(part) for part in parts if part != "..."]
    first, last = parts[0] == "...", parts[-1] == "..."

    def matches(message: str) -> bool:
        fields = [next((part for part in field if part), "") for field in FIELD.findall(message)]
        if len(fields) < len(tests) or (len(fields) > len(tests) and not first and not last):
            return False
        return all(test(field) for test, field in zip(tests, fields[len(fields) - len(tests):] if first else fields, strict=False))

    return matches


def field_test(text: str) -> Condition:
    tokens = Tokens(text)
    if len(tokens.words) == 1:
        return lambda _: True

    def one(tokens: "Tokens") -> Condition:
        tokens.next()  # The field's name.
        return comparison(tokens)

    condition = any_of(tokens, one)
    tokens.end()
    return condition


class Tokens:
    """The words and signs of a pattern, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = TOKEN.findall(text)
        if TOKEN.sub("", text).strip() or not self.words:
            raise self.error()
        self.position = 0

    def next(self) -> str:
        if self.position == len(self.words):
            raise self.error()
        self.position += 1
        return self.words[self.position - 1]

    def take(self, word: str) -> bool:
        taken = self.position < len(self.words) and self.words[self.position] == word
        self.position += taken
        return taken

    def end(self) -> None:
        if self.position < len(self.words):
            raise self.error()

    def error(self) -> PatternError:
        return PatternError(pattern_error(self.text))


def unquoted(term: str) -> str:
    return re.sub(r"\\(.)", r"\1", term[1:-1]) if term.startswith('"') else term


def pattern_error(text: str) -> str:
    return f"Invalid filter pattern: {text.strip()}"
