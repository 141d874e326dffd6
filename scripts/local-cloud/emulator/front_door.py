"""Access control: accepts AWS clients that call this machine by one of its names, with a valid signature. A web page has another
origin or host name and can't sign requests; it can show the target of a presigned URL that it was given."""

import hashlib
import io
import time
from collections.abc import Callable, Iterable
from typing import Any

import aws_error
import code_download
import control
import route_access
from application import Environ, StartResponse, body_of, respond
from control import Control
from hosts import Hosts
from route_access import RouteAccess
from signatures import AccessKey, Refusal, Request, verify


class FrontDoor:
    """A WSGI application that wraps the whole endpoint."""

    def __init__(self, application: Callable[[Environ, StartResponse], Iterable[bytes]], routes: RouteAccess, control: Control, hosts: Hosts,
                 user: AccessKey, find: Callable[[str], AccessKey | None]) -> None:
        self.application = application
        self.routes = routes
        self.control = control
        self.hosts = hosts
        self.user = user
        self.find = find

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        try:
            self.check_host(environ)
            check_origin(environ)
            if environ["PATH_INFO"] == route_access.PATH:
                return respond(start_response, *self.routes.answer(environ.get("HTTP_AUTHORIZATION", ""), body_of(environ)))
            if environ["PATH_INFO"].startswith(code_download.PREFIX):
                code_download.check(environ["PATH_INFO"], environ["QUERY_STRING"], self.user)
            else:
                self.check_signature(environ)
            if environ["PATH_INFO"].startswith(control.PREFIX):
                return respond(start_response, *self.control.answer(environ))
        except Refusal as refusal:
            return respond(start_response, *aws_error.response(refusal, environ))
        return self.application(environ, start_response)

    def check_host(self, environ: Environ) -> None:
        # A request target in absolute form contains a host too, which is then HTTP_HOST.
        named = {*environ["quickchange.hosts"], environ.get("HTTP_HOST", "")}
        if len(environ["quickchange.hosts"]) != 1 or not all(map(self.hosts.admit, named)):
            raise Refusal("AccessDenied", f"This is not a name of the local cloud: {', '.join(sorted(named - {''})) or 'none was given'}."
                          " Call it as 127.0.0.1 or localhost, or allow another name: scripts/up --host NAME.")

    def check_signature(self, environ: Environ) -> None:
        read: list[bytes] = []

        def body() -> bytes:
            if not read:
                read.append(body_of(environ))
                environ["wsgi.input"] = io.BytesIO(read[0])
                environ["CONTENT_LENGTH"] = str(len(read[0]))
            return read[0]

        path, _, query = target_of(environ).partition("?")
        claim = verify(Request(environ["REQUEST_METHOD"], path, query, headers_of(environ), lambda: hashlib.sha256(body()).hexdigest()), self.find, time.time())
        # moto looks for the caller in the headers, even for presigned requests.
        environ["HTTP_AUTHORIZATION"] = claim.authorization()
        if claim.token is not None:
            environ["HTTP_X_AMZ_SECURITY_TOKEN"] = claim.token
        body()


def check_origin(environ: Environ) -> None:
    if "HTTP_ORIGIN" in environ:
        raise Refusal("AccessDenied", f"Web pages can't call this endpoint, but this request comes from one with the origin {environ['HTTP_ORIGIN']}. The CORS"
                      " configurations of buckets are stored but not applied. Let the page call a route instead.")


def target_of(environ: Environ) -> str:
    """The raw request target, without the scheme and the host of the absolute form."""
    target: str = environ["RAW_URI"]
    return target if target.startswith("/") else "/" + target.partition("://")[2].partition("/")[2]


def headers_of(environ: Environ) -> dict[str, str]:
    names: dict[str, Any] = {name.removeprefix("HTTP_"): value for name, value in environ.items() if name.startswith("HTTP_")}
    names |= {name: environ[name] for name in ("CONTENT_TYPE", "CONTENT_LENGTH") if name in environ}
    return {name.lower().replace("_", "-"): value for name, value in names.items()}
