"""The layer in front of moto: invocations, code downloads, and change notifications to the compute plane."""

import json
import re
import traceback
from collections.abc import Callable, Iterable
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, quote

import aws_error
import code_download
import permissions
from compute_plane import ComputePlane
from data.backends import PARTITION, REGION
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from signatures import AccessKey, Refusal

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

INVOCATION = re.compile(r"/2015-03-31/functions/([^/]+)/invocations/?")
# A function's name, ARN or partial ARN, with an optional qualifier.
FUNCTION = re.compile(r"[A-Za-z0-9_:$-]{1,256}")
# The compute plane's functions belong to one account and one Region, whatever an ARN contains.
FUNCTIONS = f"arn:{PARTITION}:lambda:{REGION}:{DEFAULT_ACCOUNT_ID}:function:"
# The limit of a body, in bytes.
LENGTH = re.compile(r"\d{1,18}", re.ASCII)
INVOCATION_HEADERS = ("X-Amz-Invocation-Type", "X-Amz-Log-Type", "X-Amz-Client-Context", "X-Amzn-Trace-Id")

# The compute plane ends functions that time out, but not a process of the user that a debugger has stopped.
NO_LIMIT = None

SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request")
# The beginning of the page with which moto answers a request for an operation that it doesn't have.
PAGE = b"<!doctype html>"
# Services whose configuration the compute plane reads, and for which POST requests don't mostly carry data.
WATCHED = {"apigateway", "iam", "lambda", "scheduler"}
# Not served: moto's own pages and commands, instance metadata, and services with calls that moto serves without asking IAM.
NOT_SERVED = {"instance_metadata", "moto_api", "codedeploy", "dynamodb_v20111205", "es", "workspacesweb"}


class Application:
    """A WSGI application that wraps moto's own."""

    def __init__(self, moto: Callable[[Environ, StartResponse], Iterable[bytes]], compute: ComputePlane, user: AccessKey) -> None:
        self.moto = moto
        self.compute = compute
        self.user = user

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        invocation = INVOCATION.fullmatch(path)
        if environ["REQUEST_METHOD"] == "POST" and invocation:
            return self.invoke(invocation[1], environ, start_response)
        if path.startswith(code_download.PREFIX):
            return respond(start_response, *code_download.get(path))
        return self.forward(environ, start_response)

    def forward(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        found = SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
        service = found[1] if found else ""
        started: list[Any] = []

        def remember(*response: Any) -> None:
            started[:] = response

        try:
            body = b"".join(self.moto(environ, remember))
        except Refusal as refusal:
            return respond(start_response, *aws_error.response(refusal, environ))
        except Exception:
            # AWS clients would retry a plain 500 for minutes.
            traceback.print_exc()
            return respond(start_response, *aws_error.response(aws_error.failed(service), environ))
        if started[0].startswith("404") and body.startswith(PAGE):
            return respond(start_response, *aws_error.response(aws_error.unknown(service, environ), environ))
        if environ["REQUEST_METHOD"] != "GET" and service in WATCHED and started[0].startswith("2"):
            self.tell_of_change(service)
        start_response(*started)
        return [body]

    def invoke(self, function: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Forwards an invocation to the compute plane if the caller is authorized, and returns the response unchanged."""
        headers = {name: environ[key] for name in INVOCATION_HEADERS if (key := "HTTP_" + name.upper().replace("-", "_")) in environ}
        try:
            target = self.target_of(function, environ)
            with self.compute.post(target, body_of(environ), headers, NO_LIMIT) as answer:
                return respond(start_response, answer.status, dict(answer.headers), answer.read())
        except Refusal as refusal:
            return respond(start_response, *aws_error.response(refusal, environ))
        except HTTPError as answer:
            return respond(start_response, answer.code, dict(answer.headers), answer.read())
        except OSError as error:
            message = f"The local cloud, which runs functions, doesn't respond on {self.compute.url}: {error}"
            headers = {"Content-Type": "application/json", "X-Amzn-ErrorType": "ServiceException"}
            return respond(start_response, 500, headers, json.dumps({"Type": "Service", "Message": message}).encode())

    def target_of(self, function: str, environ: Environ) -> str:
        """The compute plane's path for the invocation, built from the parsed parts so that exactly the authorized function is invoked.
        Raises Refusal if the caller isn't authorized."""
        if not FUNCTION.fullmatch(function):
            raise Refusal("ValidationException", f"Value '{function}' at 'functionName' is neither the name nor the ARN of a function.", "lambda")
        qualifier = parse_qs(environ["QUERY_STRING"]).get("Qualifier", [""])[0]
        if not permissions.is_signed_by(environ["HTTP_AUTHORIZATION"], self.user):
            arn = arn_of(function, qualifier)
            permissions.check(environ["HTTP_AUTHORIZATION"], environ.get("HTTP_X_AMZ_SECURITY_TOKEN"), "lambda:InvokeFunction", arn)
        return f"/2015-03-31/functions/{quote(function)}/invocations" + (f"?Qualifier={quote(qualifier, safe='')}" if qualifier else "")

    def tell_of_change(self, service: str) -> None:
        try:
            self.compute.post("/_changed", json.dumps({"service": service}).encode(), {"Content-Type": "application/json"}, 10).close()
        except OSError:
            pass  # It hasn't started yet, and therefore has read nothing.


def arn_of(function: str, qualifier: str) -> str:
    """The ARN of a function that is given by its name, ARN or partial ARN. A qualifier can be in either place; the
    compute plane rejects two different ones."""
    parts = function.split(":")
    named = parts[parts.index("function") + 1:] if "function" in parts else parts
    return FUNCTIONS + ":".join(named + ([qualifier] if qualifier and len(named) == 1 else []))


class Services(DomainDispatcherApplication):
    """moto's applications, one for each service."""

    def __init__(self) -> None:
        def application(service: Any) -> Any:
            return not_served if service in NOT_SERVED else create_backend_app(service)

        super().__init__(application)

    def infer_service_region_host(self, environ: Environ, path: str) -> str | None:
        """Raises Refusal if moto doesn't have the service."""
        try:
            host = super().infer_service_region_host(environ, path)
        except (KeyError, IndexError):
            raise Refusal("UnknownOperationException", "X-Amz-Target doesn't name a known operation.") from None
        if self.get_backend_for_host(host) is None:
            service = SERVICE.search(environ["HTTP_AUTHORIZATION"])
            raise Refusal("UnknownOperationException", f"The local cloud doesn't have the service {service and service[1]}.")
        return host


def not_served(_environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    message = ("The local cloud doesn't serve moto's own pages, or services for which moto can't check permissions. "
               "To reset the local cloud, run scripts/reset.")
    return respond(start_response, 404, {"Content-Type": "application/json"}, json.dumps({"message": message}).encode())


def body_of(environ: Environ) -> bytes:
    """Raises Refusal if its length or its chunks can't be read."""
    if environ.get("wsgi.input_terminated"):
        # It was sent in chunks.
        try:
            return environ["wsgi.input"].read()
        except OSError as malformed:
            raise Refusal("MalformedHttpRequestException", f"The chunks of the body can't be read: {malformed}.") from None
    length = environ.get("CONTENT_LENGTH") or "0"
    if not LENGTH.fullmatch(length):
        raise Refusal("MalformedHttpRequestException", f"Content-Length is not a number of bytes: {length}.")
    return environ["wsgi.input"].read(int(length))


def respond(start_response: StartResponse, status: int, headers: dict[str, str], body: bytes) -> Iterable[bytes]:
    hop_by_hop = {"connection", "content-length", "date", "server", "transfer-encoding"}
    kept = [(name, value) for name, value in headers.items() if name.lower() not in hop_by_hop]
    start_response(f"{status} ", [*kept, ("Content-Length", str(len(body)))])
    return [body]
