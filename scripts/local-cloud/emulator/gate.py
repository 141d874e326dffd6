"""Holds requests that change data while the data is copied or replaced as a whole."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Condition, Timer

import aws_error
from application import SERVICE, Environ, StartResponse, respond
from changes import operations_of
from signatures import Refusal

# If the command for which it was held was killed, requests go on after this time, in seconds.
LONGEST_HOLD_S = 60.0
# A received message is hidden for some time, but stays in its queue.
READS = re.compile(r"(Describe|Get|List|BatchGet|TransactGet)\w*|Query|Scan|ReceiveMessage")


class HoldLapsed(Exception):
    """Requests were no longer held when the gate was to be shut; the message says what that means."""


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
        """Waits until no such request is inside; further ones wait until the hold ends."""
        with self.changed:
            self.changed.wait_for(lambda: not self.is_held)
            self.is_held = True
            self.changed.wait_for(lambda: self.inside == 0)

    def limit(self) -> None:
        """Lets the hold lapse after LONGEST_HOLD_S, counted from now."""
        def lapse() -> None:
            with self.changed:
                # It can come too late to be canceled.
                if self.timer is timer:
                    self.release()

        timer = Timer(LONGEST_HOLD_S, lapse)
        timer.daemon = True
        with self.changed:
            self.timer = timer
        timer.start()

    def release(self) -> None:
        with self.changed:
            if self.timer:
                self.timer.cancel()
                self.timer = None
            self.is_held = False
            self.changed.notify_all()

    def shut(self) -> None:
        """Ends the hold by refusing all further ones, because the endpoint is about to end. Raises HoldLapsed."""
        with self.changed:
            if not self.is_held:
                raise HoldLapsed(f"requests went on {LONGEST_HOLD_S:g} s after the copy was made, so the data may have changed; try again")
            self.is_shut = True
            self.release()

    def reopen(self) -> None:
        """Ends the hold, or undoes shut."""
        with self.changed:
            self.is_shut = False
            self.release()

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
        # A topic and a rule can send messages to queues.
        case "dynamodb" | "sqs" | "ssm" | "sns" | "events":
            return not all(map(READS.fullmatch, operations_of(environ)))
    return False
