"""Describes a cloud that runs: what runs where, and how to use it."""

import json
import shlex
from collections.abc import Iterable, Iterator
from typing import Any

from tools.common import descriptors
from tools.common.cloud import REGION, Cloud
from tools.common.repository import FUNCTIONS, ROOT
from tools.smoke.calls import Call, Route, routes
from tools.smoke.rights import sent


def of(cloud: Cloud, outputs: dict[str, Any]) -> str:
    """Outputs: those of terraform/ (outputs.tf)."""
    base = outputs["base_url"]
    called = [route for route in routes(FUNCTIONS) if route.success]
    calls = "\n".join(f"  {curl(cloud, base, route, route.success)}" for route in called if route.success)
    signed = any(route.authorization == "iam" for route in called)
    env = cloud.local_env.relative_to(ROOT)
    key = f"\nFor signed requests, load the cloud's key first:\n\n  source {env}\n" if signed else ""
    return f"""
{table(functions(outputs))}

The routes are served on {base}. Try:

{calls}
{key}
{table([
    ["AWS endpoint", f"{cloud.urls[1]} (source {env})"],
    ["own process", f"{cloud.urls[2]}/FUNCTION is its Runtime API (scripts/env FUNCTION{cloud.option})"],
    ["invoke", f"scripts/invoke FUNCTION{cloud.option}"],
    ["logs", f"scripts/logs --follow{cloud.option}, and files in {cloud.state.relative_to(ROOT)}/logs/"],
])}
"""


def functions(outputs: dict[str, Any]) -> Iterator[list[str]]:
    """A row for each function that is deployed: its name, its memory, and the events that invoke it."""
    for name, deployed in sorted(outputs["functions"].items()):
        yield [name, f"{deployed['memory_mb']:>5} MB", ", ".join(events(descriptors.read(FUNCTIONS / name / "function.json")))]


def events(descriptor: dict[str, Any]) -> Iterator[str]:
    yield from descriptor.get("routes", {})
    if queue := descriptor.get("queue"):
        yield f"queue {queue['name']}"
    if upload := descriptor.get("upload"):
        yield f"upload {upload.get('prefix', '')}*{upload.get('suffix', '')}"
    if schedule := descriptor.get("schedule"):
        yield f"schedule {schedule['expression']}"
    if "authorizer" in descriptor:
        yield "authorizer"


def table(rows: Iterable[list[str]]) -> str:
    """Lines with aligned columns."""
    listed = list(rows)
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return "\n".join("  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in listed)


def curl(cloud: Cloud, base: str, route: Route, call: Call) -> str:
    method = "" if call.method in ("GET", "ANY") else f" -X {call.method}"
    body = "" if call.body is None else f" -d {shlex.quote(json.dumps(call.body, separators=(',', ':')))}"
    headers, query = proof(cloud, route)
    parameters = f'"{"&" if "?" in call.path else "?"}{query}"' if query else ""
    return f"curl -s{method}{headers} {shlex.quote(f'{base}{call.path}')}{parameters}{body}"


def proof(cloud: Cloud, route: Route) -> tuple[str, str]:
    """The options of curl, and the query, that prove the right to call a route."""
    match route.authorization:
        case "none":
            return "", ""
        case "iam":
            return f' --aws-sigv4 aws:amz:{REGION}:execute-api --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"', ""
        case "jwt":
            scope = f" --scope {shlex.quote(route.scopes[0])}" if route.scopes else ""
            return f' -H "Authorization: Bearer $(scripts/token{scope}{cloud.option})"', ""
        case _:
            key = f"$(scripts/keys add me{cloud.option})" if route.takes_keys else "…"
            headers = "".join(f' -H "{name}: {key}"' for kind, name in sent(route) if kind == "header")
            return headers, "&".join(f"{name}={key}" for kind, name in sent(route) if kind == "querystring")
