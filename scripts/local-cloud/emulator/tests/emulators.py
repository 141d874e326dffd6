"""Starts the emulator, or the original moto, for the tests in a module."""

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

import boto3
from botocore.config import Config

LAUNCHER = Path(__file__).resolve().parents[1] / "emulator.py"
# How long to wait for a process, in seconds. Only a process that hangs takes this long, even on a busy machine.
PATIENCE = 300
# The key of the cloud's user; the original moto accepts any key.
USER = {"AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "user's secret"}
# For the compute plane.
SECRET = "compute plane's secret"
# The environment's proxies don't apply to this machine.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
VARIABLES = USER | {"QUICKCHANGE_SECRET": SECRET}


class ComputePlane:
    """Stands in for the local cloud: records requests, and returns configured responses to invocations."""

    def __init__(self) -> None:
        self.received: list[tuple[str, dict[str, str], bytes]] = []
        self.answer: tuple[int, dict[str, str], bytes] = (200, {}, b"{}")
        # The answers to requests of the emulator itself, such as /_changed.
        self.control: Callable[[str], Any] = lambda path: {}
        plane = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                plane.received.append((self.path, dict(self.headers), body))
                status, headers, answer = (200, {}, json.dumps(plane.control(self.path)).encode()) if self.path.startswith("/_") else plane.answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def changes(self) -> list[str]:
        return [json.loads(body)["service"] for path, _, body in self.received if path == "/_changed"]

    def invocations(self) -> list[tuple[str, dict[str, str], bytes]]:
        return [request for request in self.received if not request[0].startswith("/_")]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def free_port() -> int:
    """A free port below the kernel's ephemeral ports, which it could assign to other programs in the meantime."""
    while True:
        port = random.randrange(10_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


@contextmanager
def emulator(compute: str = "http://127.0.0.1:9", gateway: str = "http://127.0.0.1:3000", hosts: Iterable[str] = (),
             log: IO[bytes] | None = None, changes: Path = Path(os.devnull), copies: Path | None = None) -> Iterator[str]:
    """Yields the URL of an emulator, which writes to the caller's log or to a temporary one."""
    port = free_port()
    command = [sys.executable, str(LAUNCHER), "--port", str(port), "--compute", compute, "--gateway", gateway, "--changes", str(changes)]
    command += [word for host in hosts for word in ("--host", host)]
    with tempfile.TemporaryDirectory() as folder, running([*command, "--copies", str(copies or folder)], port, log, **VARIABLES) as url:
        yield url


@contextmanager
def plain_moto() -> Iterator[str]:
    """Yields the URL of the original moto."""
    port = free_port()
    with running([sys.executable, "-m", "moto.server", "--port", str(port)], port) as url:
        yield url


@contextmanager
def running(command: list[str], port: int, log: IO[bytes] | None = None, **variables: str) -> Iterator[str]:
    # A pipe that nobody reads would fill up.
    with nullcontext(log) if log else tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, env=os.environ | variables, stdout=subprocess.DEVNULL, stderr=log)
        try:
            wait_for(process, port, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_for(process: subprocess.Popen, port: int, log: IO[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            log.seek(0)
            raise AssertionError(log.read().decode())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server does not listen")


def credentials(keys: dict[str, Any]) -> dict[str, str]:
    """The credentials in a response of STS or IAM, in the form that client accepts."""
    names = {"AccessKeyId": "aws_access_key_id", "SecretAccessKey": "aws_secret_access_key", "SessionToken": "aws_session_token"}
    return {name: keys[key] for key, name in names.items() if key in keys}


def client(service: str, url: str, user_agent: str = "", **credentials: str) -> Any:
    """A boto3 client that fails immediately instead of retrying."""
    keys = credentials or {name.lower(): value for name, value in USER.items()}
    config = Config(retries={"total_max_attempts": 1}, read_timeout=PATIENCE, proxies={}, user_agent_extra=user_agent)
    return boto3.client(service, endpoint_url=url, region_name="us-east-1", config=config, **keys)
