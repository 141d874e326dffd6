"""Events for tracing a start: those in a function's examples, with different values.

A function must start fast for every request, not only for its examples. Therefore digits become other digits, and a word is
replaced by another one that an example has in the same place. The common parts of a request come from another request.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

from tools.common import descriptors
from tools.common.repository import FUNCTIONS

# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
HEADERS = {
    "accept": "application/json",
    "accept-encoding": "gzip, br",
    "content-type": "application/json; charset=utf-8",
    "host": "training.execute-api.eu-west-1.amazonaws.com",
    "user-agent": "training/1.0",
    "x-amzn-trace-id": "Root=1-67e0a1b2-0f1e2d3c4b5a69788796a5b4",
    "x-forwarded-for": "198.51.100.23",
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
}

# A longer text, such as an image in base64, has parts that depend on each other, and stays as it is.
LONGEST = 100


def events_of(function: str) -> Iterator[str]:
    """The text of each event: for each route's examples, or for the route itself if it has none, followed by those in examples/."""
    folder = FUNCTIONS / function
    declared = folder / "operations.json"
    operations = {key: value for key, value in (descriptors.read(declared) if declared.exists() else {}).items() if key != "$schema"}
    requests = [(route, example) for route, operation in operations.items()
                for example in operation.get("examples", {"": {}}).values() if not example.get("deployed")]
    words = words_by_key([example for _, example in requests])
    for route, example in requests:
        yield json.dumps(http_event(route, varied(example, "", words)))
    for file in sorted(folder.glob("examples/*.json")):
        example = descriptors.read(file)["event"]
        changed = varied(example, "", words_by_key([example]))
        if changed != example:
            yield json.dumps(changed)


def words_by_key(value: Any, key: str = "") -> dict[str, list[str]]:
    """The words at each key, anywhere in the examples."""
    found: dict[str, set[str]] = {}

    def visit(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                visit(item, name)
        elif isinstance(value, list):
            for item in value:
                visit(item, key)
        elif isinstance(value, str) and not any(map(str.isdigit, value)):
            found.setdefault(key, set()).add(value)

    visit(value, key)
    return {key: sorted(words) for key, words in found.items()}


def varied(value: Any, key: str, words: dict[str, list[str]]) -> Any:
    if isinstance(value, dict):
        return {name: varied(item, name, words) for name, item in value.items()}
    if isinstance(value, list):
        return [varied(item, key, words) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(other_digits(str(value)))
    if isinstance(value, str) and len(value) <= LONGEST:
        known = words.get(key, [])
        return known[(known.index(value) + 1) % len(known)] if value in known else other_digits(value)
    return value


def other_digits(text: str) -> str:
    """Replaces each digit but 0 by the next one, and 9 by 1, which keeps the number of digits and decimals."""
    return re.sub("[1-9]", lambda digit: str(int(digit[0]) % 9 + 1), text)


def http_event(route: str, example: dict[str, Any]) -> dict[str, Any]:
    """A request to an HTTP API in payload format 2.0."""
    method, path = route.split(" ")
    method = "PATCH" if method == "ANY" else method
    parameters = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in example.get("parameters", {}).items()}
    in_path = {name: parameters.pop(name) for name in re.findall(r"\{([^}+]+)\+?\}", path) if name in parameters}
    raw_path = re.sub(r"\{([^}+]+)\+?\}", lambda place: quote(in_path.get(place[1], "training")), path)
    event = {
        "version": "2.0",
        "routeKey": route,
        "rawPath": raw_path,
        "rawQueryString": urlencode(parameters),
        "headers": HEADERS,
        "requestContext": {
            "accountId": "210987654321",
            "apiId": "training",
            "domainName": HEADERS["host"],
            "domainPrefix": "training",
            "http": {
                "method": method,
                "path": raw_path,
                "protocol": "HTTP/1.1",
                "sourceIp": HEADERS["x-forwarded-for"],
                "userAgent": HEADERS["user-agent"],
            },
            "requestId": "TrAiNiNgEvEnTs0=",
            "routeKey": route,
            "stage": "$default",
            "time": "07/Apr/2026:16:21:43 +0000",
            "timeEpoch": 1775578903000,
        },
        "isBase64Encoded": False,
    }
    if parameters:
        event["queryStringParameters"] = parameters
    if in_path:
        event["pathParameters"] = in_path
    if "body" in example:
        event["body"] = json.dumps(example["body"])
    return event
