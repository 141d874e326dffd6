"""The routes in the descriptors, who may call each, and the calls in their examples."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from tools.common import descriptors


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    body: bytes


@dataclass(frozen=True)
class Call:
    """A request and its expected response."""

    name: str
    method: str
    path: str
    body: Any
    # Without a status, any success is expected.
    status: int | None
    response: Any
    required: tuple[str, ...]
    headers: dict[str, str] = field(default_factory=dict)

    def with_header(self, name: str, value: str) -> "Call":
        return replace(self, headers=self.headers | {name: value})

    def with_parameter(self, name: str, value: str) -> "Call":
        return replace(self, path=f"{self.path}{'&' if '?' in self.path else '?'}{urlencode({name: value}, quote_via=quote)}")

    @property
    def content(self) -> bytes | None:
        return None if self.body is None else json.dumps(self.body).encode()

    @property
    def sent_headers(self) -> dict[str, str]:
        return self.headers | ({} if self.body is None else {"Content-Type": "application/json"})

    def problem(self, answer: Answer) -> str | None:
        """The mistake in a response; None if there is none."""
        if answer.status != self.status if self.status else not 200 <= answer.status < 300:
            return f"answered {answer.status} instead of {self.status or '200 to 299'}: {text(answer.body)}"
        expected = "application/json" if answer.status < 400 else "application/problem+json"
        if answer.content_type != expected:
            return f"answered with the content type {answer.content_type or 'none'} instead of {expected}"
        try:
            value = json.loads(answer.body)
        except ValueError:
            return f"answered with invalid JSON: {text(answer.body)}"
        if self.response is not None and value != self.response:
            return f"answered {text(answer.body)} instead of {json.dumps(self.response)}"
        missing = [name for name in self.required if not isinstance(value, dict) or name not in value]
        return f"answered without {', '.join(missing)}: {text(answer.body)}" if missing else None


@dataclass(frozen=True)
class Route:
    """A route, and who may call it: its descriptor's authorization, and of an authorizer, what its descriptor says."""

    route: str
    calls: tuple[Call, ...]
    authorization: str
    scopes: tuple[str, ...] = ()
    identity_sources: tuple[str, ...] = ()
    # Whether the authorizer reads the table of keys.
    takes_keys: bool = False

    @property
    def is_open(self) -> bool:
        return self.authorization == "none"

    @property
    def any_call(self) -> Call:
        """A call that a closed route refuses, whether or not there is an example."""
        if found := self.success or next(iter(self.calls), None):
            return found
        method, _, path = self.route.partition(" ")
        path = re.sub(r"\{[^}]*\}", "none", path) or "/none"
        return Call("no example", "GET" if method in ("ANY", "$default") else method, path, None, None, None, ())

    @property
    def success(self) -> Call | None:
        """The first call that expects a success, if there is one."""
        return next((call for call in self.calls if call.status is None or call.status < 300), None)


def text(body: bytes) -> str:
    shown = body.decode(errors="replace").strip()
    return shown if len(shown) <= 300 else f"{shown[:300]}…"


def routes(functions: Path) -> Iterator[Route]:
    found = {file.parent.name: descriptors.read(file) for file in sorted(functions.glob("*/function.json"))}
    for function, descriptor in found.items():
        operations = functions / function / "operations.json"
        described = descriptors.read(operations) if operations.exists() else {}
        for route, settings in descriptor.get("routes", {}).items():
            authorizer = found.get(settings["authorization"], {})
            yield Route(
                route, tuple(calls(route, described.get(route, {}))), settings["authorization"], tuple(settings.get("scopes", ())),
                tuple(authorizer.get("authorizer", {}).get("identity_sources", ())), "read keys" in authorizer.get("permissions", ()))


def calls(route: str, operation: dict[str, Any]) -> Iterator[Call]:
    method, _, path = route.partition(" ")
    examples = operation.get("examples", {})
    yield from (call(name, method, path, example) for name, example in examples.items())
    if not examples and method == "GET" and "{" not in path:
        yield Call("no example", method, path, None, None, None, required(operation))


def call(name: str, method: str, path: str, example: dict[str, Any]) -> Call:
    query = dict(example.get("parameters", {}))
    for parameter in re.findall(r"\{([^}+]+)\+?\}", path):
        # A greedy parameter accepts unencoded slashes.
        path = re.sub(rf"\{{{re.escape(parameter)}(\+?)\}}",
                      lambda found, parameter=parameter: quote(query.pop(parameter, ""), safe="/" if found[1] else ""), path)
    path += f"?{urlencode(query, quote_via=quote)}" if query else ""
    return Call(name, method, path, example.get("body"), example.get("status", 200), example.get("response"), ())


def required(operation: dict[str, Any]) -> tuple[str, ...]:
    """The required members of a success, if the operation contains a schema rather than the name of a type."""
    for status, schema in operation.get("responses", {}).items():
        if status.startswith("2") and isinstance(schema, dict):
            return tuple(schema.get("required", ()))
    return ()
