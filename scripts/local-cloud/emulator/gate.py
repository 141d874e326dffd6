"""Holds requests that change data while the data is copied or replaced as a whole."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Condition, Timer

import aws_error
from application import SERVICE, Environ, StartResponse, respond
from changes import operations_of
from signatures import Refusal

# If the command that held it was killed, requests go on after this time, in seconds.
LONGEST_HOLD_S = 60.0
# A received message is hidden for some time, but stays in its queue.
READS = re.compile(r"(Describe|Get|List|BatchGet|TransactGet)\w*|Query|Scan|ReceiveMessage")


class Gate:
    """A WSGI application that wraps the endpoint, behind the front door."""

    def __init__(self, inner: Callable[[Environ, StartResponse], Iterable[bytes]]) -> None:
        self.inner = inner
        self.changed = Condition()
        self.inside = 0
        self.is_held = False
        self.is_shut = False
        self.timer: Timer | None = None

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not changes_data(environ):
            return self.inner(environ, start_response)
        with self.changed:
            self.changed.wait_for(lambda: not self.is_held or self.is_shut)
            if self.is_shut:
                return respond(start_response, *aws_error.response(Refusal("AccessDenied", "The local cloud is stopping."), environ))
            self.inside += 1
        try:
            return self.inner(environ, start_response)
        finally:
            with self.changed:
                self.inside -= 1
                self.changed.notify_all()

    def hold(self) -> None:
        """Waits until no such request is inside; further ones wait until release, or for a minute."""
        with self.changed:
            self.changed.wait_for(lambda: not self.is_held)
            self.is_held = True
            self.changed.wait_for(lambda: self.inside == 0)
            self.timer = Timer(LONGEST_HOLD_S, self.release)
            self.timer.daemon = True
            self.timer.start()

    def release(self) -> None:
        with self.changed:
            if self.timer:
                self.timer.cancel()
                self.timer = None
            self.is_held = False
            self.changed.notify_all()

    def shut(self) -> None:
        """Refuses all further ones, because the endpoint is about to end."""
        with self.changed:
            self.is_shut = True
            self.changed.notify_all()

    @contextmanager
    def held(self) -> Iterator[None]:
        self.hold()
        try:
            yield
        finally:
            self.release()


def changes_data(environ: Environ) -> bool:
    """All others go through at any time: some wait for minutes, and a request that changes data can depend on them."""
    signed = SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
    match signed[1] if signed else "":
        case "s3":
            return environ["REQUEST_METHOD"] not in ("GET", "HEAD")
        case "dynamodb" | "sqs" | "ssm":
            return not all(map(READS.fullmatch, operations_of(environ)))
    return False
