"""Records each request that may change what scripts/up has deployed: every request that doesn't only read, or only handle data.

If the file has more lines than at the last deployment, scripts/up deploys again. Its own Terraform is identified by its User-Agent.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

from application import INVOCATION, SERVICE, Environ, StartResponse
from data.objects import STATE

DEPLOYER = "scripts/up"
# Services whose requests are described by their method and path.
BY_PATH = {"apigateway", "lambda", "s3", "scheduler"}
# The operations of other services that change nothing that Terraform manages.
HARMLESS = re.compile(
    r"(Describe|Filter|Get|List)\w+|Query|Scan|BatchGetItem|BatchWriteItem|(Put|Update|Delete)Item|Transact(Get|Write)Items"
    r"|(Send|Receive|Delete)Message(Batch)?|ChangeMessageVisibility(Batch)?|PurgeQueue|Publish(Batch)?"
    r"|CreateLogStream|PutLogEvents|StartQuery|StopQuery|PutMetricData|AssumeRole")
OPERATION = re.compile(r"/service/\w+/operation/(\w+)")


class Changes:
    """A WSGI application that wraps the endpoint, behind the front door."""

    def __init__(self, inner: Callable[[Environ, StartResponse], Iterable[bytes]], file: Path) -> None:
        self.inner = inner
        self.file = file.open("a", buffering=1)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if DEPLOYER not in environ.get("HTTP_USER_AGENT", "") and (change := change_of(environ)):
            # Before the change, so that a change that can't be recorded isn't made.
            self.file.write(f"{change}\n")
        return self.inner(environ, start_response)


def change_of(environ: Environ) -> str | None:
    """A short description of what a request may change; None if it changes nothing that was deployed."""
    method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
    signed = SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
    service = signed[1] if signed else ""
    operations = [] if service in BY_PATH else list(operations_of(environ))
    if operations and all(map(HARMLESS.fullmatch, operations)):
        return None
    is_invocation = service == "lambda" and INVOCATION.fullmatch(path)
    if not operations and (method in ("GET", "HEAD") or is_object(service, environ) or is_invocation):
        return None
    return f"{service} {' '.join(operations) or f'{method} {path}'}"


def operations_of(environ: Environ) -> Iterator[str]:
    """The operations that a request names, in all places that moto may read."""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        yield target.rpartition(".")[2]
    if named := OPERATION.fullmatch(environ["PATH_INFO"]):
        yield named[1]
    yield from parse_qs(environ["QUERY_STRING"]).get("Action", [])
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        # The front door has read the body into memory.
        yield from parse_qs(environ["wsgi.input"].getvalue().decode(errors="replace")).get("Action", [])


def is_object(service: str, environ: Environ) -> bool:
    """Whether a request is for an object, which is data. A request with the bucket in its host name counts as a change."""
    host = environ.get("HTTP_HOST", "").rpartition(":")[0] or environ.get("HTTP_HOST", "")
    key = environ["PATH_INFO"].lstrip("/").partition("/")[2]
    return service == "s3" and host in ("127.0.0.1", "localhost") and bool(key) and not key.endswith(STATE)
