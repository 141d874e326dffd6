"""Calls every route in every descriptor with the examples in operations.json, and checks the responses.

A response must have the status in the example, the matching content type (JSON; problem+json for 400 and above),
and the body in the example, if there is one. A route without examples is called if it is a GET without
parameters; its status must be 200 to 299, and the body must contain what its operation requires. A route for
which no call succeeds by design is reported as not covered.

An API that was just created may not be available yet, and a function that starts may take too long. Therefore
connection errors and statuses of 500 and above are retried until --patience runs out, and each retry is
reported. Nothing else is retried.
"""

import json
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from tools.common import descriptors
from tools.common.arguments import Parser
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.repository import FUNCTIONS

# API Gateway times out after 30 s.
TIMEOUT_S = 35
WAIT_S = 1.0


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
    route: str
    calls: tuple[Call, ...]

    @property
    def success(self) -> Call | None:
        """The first call that expects a success, if there is one."""
        return next((call for call in self.calls if call.status is None or call.status < 300), None)


def text(body: bytes) -> str:
    shown = body.decode(errors="replace").strip()
    return shown if len(shown) <= 300 else f"{shown[:300]}…"


def routes(functions: Path) -> Iterator[Route]:
    for file in sorted(functions.glob("*/function.json")):
        operations = file.with_name("operations.json")
        described = descriptors.read(operations) if operations.exists() else {}
        for route in descriptors.read(file).get("routes", {}):
            yield route_of(route, described.get(route, {}))


def route_of(route: str, operation: dict[str, Any]) -> Route:
    method, _, path = route.partition(" ")
    examples = operation.get("examples", {})
    calls = [call(name, method, path, example) for name, example in examples.items()]
    if not calls and method == "GET" and "{" not in path:
        calls = [Call("no example", method, path, None, None, None, required(operation))]
    return Route(route, tuple(calls))


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


class AnyStatus(urllib.request.HTTPErrorProcessor):
    """Returns errors and redirects as responses."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response

    https_response = http_response


def client(url: str) -> Callable[[Call], Answer]:
    """A function that sends calls to the API with this base URL, and raises OSError if there is no response."""
    here = urlsplit(url).hostname in ("127.0.0.1", "localhost")
    opener = urllib.request.build_opener(AnyStatus, *([urllib.request.ProxyHandler({})] if here else []))

    def send(call: Call) -> Answer:
        body = None if call.body is None else json.dumps(call.body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        request = urllib.request.Request(url.rstrip("/") + call.path, body, headers, method=call.method)
        with opener.open(request, timeout=TIMEOUT_S) as response:
            # Without a content type, Python would use text/plain.
            content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(response.status, content_type, response.read())

    return send


class Smoke:
    """Makes calls; records their problems, and the remaining time for retries."""

    def __init__(self, send: Callable[[Call], Answer], patience_s: float, wait_s: float = WAIT_S) -> None:
        self._send = send
        self._wait_s = wait_s
        self._until = time.monotonic() + patience_s
        self.problems: list[str] = []

    def check(self, route: Route) -> str:
        """Makes a route's calls; returns a line with the result."""
        started = time.monotonic()
        found = [f"{call.name}: {problem}" for call in route.calls if (problem := self.problem(route, call))]
        self.problems += [f"{route.route}: {problem}" for problem in found]
        if not route.calls:
            return f"not covered  {route.route}: there is no example of a call"
        took = f"{len(route.calls)} {'call' if len(route.calls) == 1 else 'calls'}, {1000 * (time.monotonic() - started):.0f} ms"
        if found:
            return f"failed       {route.route}: {took}"
        if not route.success:
            return f"not covered  {route.route}: {took}; no example of a success"
        return f"passed       {route.route}: {took}"

    def problem(self, route: Route, call: Call) -> str | None:
        while True:
            try:
                answer = self._send(call)
                problem = call.problem(answer)
                again = answer.status >= 500
            except OSError as error:
                problem, again = f"no answer: {getattr(error, 'reason', error)}", True
            if not problem or not again or time.monotonic() >= self._until:
                return problem
            print(f"trying again {route.route}: {call.name}: {problem}", flush=True)
            time.sleep(self._wait_s)


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("url", metavar="URL", help="the base URL of the routes, including the stage: http://127.0.0.1:3000/Prod")
    parser.add_argument("--patience", metavar="SECONDS", type=float, default=20, help="how long to retry; the default is 20")
    parser.add_argument("--functions", metavar="FOLDER", type=Path, default=FUNCTIONS,
                        help="the folder that contains a folder for each function; the default is functions/")
    options = parser.parse_args()
    if urlsplit(options.url).scheme not in ("http", "https"):
        parser.error(f"'{options.url}' is not the URL of an API")
    prepare("smoke")

    smoke = Smoke(client(options.url), options.patience)
    try:
        called = list(routes(options.functions))
    except descriptors.Mistake as mistake:
        raise Failure(str(mistake)) from mistake
    if not called:
        raise Failure(f"no function in {options.functions} has a route")
    for route in called:
        print(smoke.check(route), flush=True)
    for problem in smoke.problems:
        print(f"smoke: {problem}", file=sys.stderr)
    return 1 if smoke.problems else 0
