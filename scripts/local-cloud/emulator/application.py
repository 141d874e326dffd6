"""What stands in front of moto: invocations, the download of code, and word of changes to the compute plane."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.error import HTTPError

import code_download
from compute_plane import ComputePlane
from moto.moto_server.werkzeug_app import create_backend_app

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

INVOCATION = re.compile(r"/2015-03-31/functions/[^/]+/invocations/?")
INVOCATION_HEADERS = ("X-Amz-Invocation-Type", "X-Amz-Log-Type", "X-Amz-Client-Context", "X-Amzn-Trace-Id")
# Lambda ends an invocation after 15 minutes; a little more, so that its own answer comes first.
INVOCATION_LIMIT_S = 15 * 60 + 30

SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request")
# Services whose configuration the compute plane reads, and of which POST is not mostly data.
WATCHED = {"apigateway", "iam", "lambda", "scheduler"}
# What moto serves beside AWS's services: its own pages and commands, and an instance's metadata.
NOT_SERVED = {"instance_metadata", "moto_api"}


class Application:
    """A WSGI application around moto's own."""

    def __init__(self, moto: Callable[[Environ, StartResponse], Iterable[bytes]], compute: ComputePlane) -> None:
        self.moto = moto
        self.compute = compute

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] == "POST" and INVOCATION.fullmatch(path):
            return self.invoke(environ, start_response)
        if path.startswith(code_download.PREFIX):
            return respond(start_response, *code_download.get(path))
        return self.forward(environ, start_response)

    def forward(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        started: list[Any] = []

        def remember(*response: Any) -> None:
            started[:] = response

        body = b"".join(self.moto(environ, remember))
        service = SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
        if environ["REQUEST_METHOD"] != "GET" and service and service[1] in WATCHED and started[0].startswith("2"):
            self.tell_of_change(service[1])
        start_response(*started)
        return [body]

    def invoke(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Hands an invocation to the compute plane, and its answer back, both unchanged."""
        headers = {name: environ[key] for name in INVOCATION_HEADERS if (key := "HTTP_" + name.upper().replace("-", "_")) in environ}
        try:
            with self.compute.post(environ["RAW_URI"], body_of(environ), headers, INVOCATION_LIMIT_S) as answer:
                return respond(start_response, answer.status, dict(answer.headers), answer.read())
        except HTTPError as answer:
            return respond(start_response, answer.code, dict(answer.headers), answer.read())
        except OSError as error:
            message = f"The local cloud, which runs functions, does not answer on {self.compute.url}: {error}"
            headers = {"Content-Type": "application/json", "X-Amzn-ErrorType": "ServiceException"}
            return respond(start_response, 500, headers, json.dumps({"Type": "Service", "Message": message}).encode())

    def tell_of_change(self, service: str) -> None:
        try:
            self.compute.post("/_changed", json.dumps({"service": service}).encode(), {"Content-Type": "application/json"}, 10).close()
        except OSError:
            pass  # It has not started yet, and so has read nothing.


def backend_of(service: str) -> Callable[[Environ, StartResponse], Iterable[bytes]]:
    """moto's application for one of its services."""
    return not_served if service in NOT_SERVED else create_backend_app(service)


def not_served(_environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    message = "This endpoint serves AWS's services, and nothing of moto's own. To begin anew: scripts/down, and scripts/up."
    return respond(start_response, 404, {"Content-Type": "application/json"}, json.dumps({"message": message}).encode())


def body_of(environ: Environ) -> bytes:
    if environ.get("wsgi.input_terminated"):
        # It came in chunks.
        return environ["wsgi.input"].read()
    length = int(environ.get("CONTENT_LENGTH") or 0)
    return environ["wsgi.input"].read(length)


def respond(start_response: StartResponse, status: int, headers: dict[str, str], body: bytes) -> Iterable[bytes]:
    hop_by_hop = {"connection", "content-length", "date", "server", "transfer-encoding"}
    kept = [(name, value) for name, value in headers.items() if name.lower() not in hop_by_hop]
    start_response(f"{status} ", [*kept, ("Content-Length", str(len(body)))])
    return [body]
