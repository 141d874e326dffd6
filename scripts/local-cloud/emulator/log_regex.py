"""The regular expressions of filter patterns, which have no groups:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions

Python's own search could take years for some of them. This one follows all ways at once, so its time grows with the length of the text.
"""

import re
from collections.abc import Callable, Iterable

# What an expression may contain, apart from letters and digits.
ALLOWED = re.compile(r"[A-Za-z0-9_#=@/;,:\-^$?\[\]{}|\\*+.'\s]+")
# A character, a class or an anchor, and how often it is repeated.
PART = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^*+?{}\\])([*+?]|\{\d{1,3}(?:,\d{0,3})?\})?", re.DOTALL)
MOST_STEPS = 1000
ONCE, OPTIONAL, REPEATED = range(3)


class Step:
    """One character of the text: once, at most once, or any number of times."""

    def __init__(self, expression: str, kind: int) -> None:
        self.matches_one = re.compile(expression, re.ASCII | re.DOTALL).fullmatch
        self.kind = kind
        self.known: dict[str, bool] = {}

    def matches(self, character: str) -> bool:
        if character not in self.known:
            self.known[character] = self.matches_one(character) is not None
        return self.known[character]


def search_of(expression: str) -> Callable[[str], bool]:
    """A function that tells whether a text contains a match. Raises ValueError if CloudWatch Logs doesn't accept the expression."""
    try:
        if not ALLOWED.fullmatch(expression):
            raise ValueError(expression)
        re.compile(expression, re.ASCII)
        searches = [of_alternative(alternative) for alternative in alternatives(expression)]
    except re.error:
        raise ValueError(expression) from None
    return lambda text: any(search(text) for search in searches)


def alternatives(expression: str) -> list[str]:
    found = [""]
    for part, repetition in parts(expression):
        if part == "|":
            found.append("")
        else:
            found[-1] += part + repetition
    return found


def parts(expression: str) -> Iterable[tuple[str, str]]:
    position = 0
    while position < len(expression):
        part = PART.match(expression, position)
        if not part:
            raise ValueError(expression)
        yield part[1], part[2] or ""
        position = part.end()


def of_alternative(expression: str) -> Callable[[str], bool]:
    at_start, at_end = expression.startswith("^"), expression.endswith("$") and not expression.endswith("\\$")
    steps = [step for part, repetition in parts(expression[at_start:len(expression) - at_end]) for step in expanded(part, repetition)]
    if len(steps) > MOST_STEPS:
        raise ValueError(expression)

    def search(text: str) -> bool:
        states = reached(steps, {0})
        for character in text:
            if len(steps) in states and not at_end:
                return True
            states = reached(steps, {
                state + (steps[state].kind != REPEATED) for state in states if state < len(steps) and steps[state].matches(character)
            } | (set() if at_start else {0}))
        return len(steps) in states

    return search


def expanded(part: str, repetition: str) -> list[Step]:
    if part in ("^", "$"):
        raise ValueError(part)
    if repetition == "":
        return [Step(part, ONCE)]
    if repetition in ("*", "+"):
        return [*([Step(part, ONCE)] if repetition == "+" else []), Step(part, REPEATED)]
    if repetition == "?":
        return [Step(part, OPTIONAL)]
    least, comma, most = repetition[1:-1].partition(",")
    more = [Step(part, REPEATED)] if comma and not most else [Step(part, OPTIONAL)] * (int(most or least) - int(least))
    return [Step(part, ONCE)] * int(least) + more


def reached(steps: list[Step], states: set[int]) -> set[int]:
    """The states, and those that follow without a character."""
    found = set(states)
    for state in sorted(states):
        while state < len(steps) and steps[state].kind != ONCE and state + 1 not in found:
            state += 1
            found.add(state)
    return found
