"""The Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) for one process and a list of events."""

import subprocess
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

# How long a function may take to answer all events under an emulator on a busy machine, in seconds.
PATIENCE = 600


class NoAnswer(Exception):
    """A function ended or stopped responding before it answered its last event."""


class TrainingRuntime(HTTPServer):
    """Sends each event once, in turn. An invocation's error counts as an answer."""

    def __init__(self, events: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), Requests)
        self.timeout = 1
        self.address = f"127.0.0.1:{self.server_port}"
        self.events = iter(events)
        self.ended = False
        self.init_error = ""

    def run(self, process: subprocess.Popen[Any]) -> None:
        """Returns when the process requests an event after the last one. It is killed while it waits, so that it does nothing
        that a function wouldn't do."""
        self.process = process
        end = time.monotonic() + PATIENCE
        while not self.ended:
            self.handle_request()
            if not self.ended and (process.poll() is not None or time.monotonic() > end):
                raise NoAnswer(f"it stopped responding; its exit status is {process.poll()}")
        if self.init_error:
            raise NoAnswer(f"it could not start: {self.init_error}")


class Requests(BaseHTTPRequestHandler):
    server: TrainingRuntime  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        event = next(self.server.events, None)
        if event is None:
            self.server.process.kill()
            self.server.ended = self.close_connection = True
            return
        self.answer(200, event, {
            "Lambda-Runtime-Aws-Request-Id": "c0ffee00-0000-4000-8000-000000000001",
            "Lambda-Runtime-Deadline-Ms": str(int(time.time() + PATIENCE) * 1000),
            "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:210987654321:function:training",
            "Lambda-Runtime-Trace-Id": "Root=1-67e0a1b2-0f1e2d3c4b5a69788796a5b4;Parent=1f2e3d4c5b6a7988;Sampled=0",
        })

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path.endswith("/init/error"):
            self.server.init_error = said
            self.server.ended = self.close_connection = True
        self.answer(202, '{"status":"OK"}', {})

    def answer(self, status: int, text: str, headers: dict[str, str]) -> None:
        content = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Logs nothing, because requests of a trace are of no interest."""
