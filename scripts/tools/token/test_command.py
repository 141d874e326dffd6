import base64
import io
import json
import sys
import threading
import unittest
from contextlib import redirect_stdout
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar
from unittest.mock import patch
from urllib.parse import parse_qs

from tools.common.cloud import Cloud
from tools.common.command import Failure
from tools.token import command


class Issuer(BaseHTTPRequestHandler):
    """Stands in for the local cloud's: records requests, and issues a token that isn't one."""

    received: ClassVar[list[tuple[str, str, dict[str, list[str]]]]] = []
    status = 200

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        Issuer.received.append((self.path, self.headers["Authorization"], form))
        answer = json.dumps({"access_token": "a.b.c"} if Issuer.status == 200 else {"error": "invalid_client"}).encode()
        self.send_response(Issuer.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class TokenTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = Path(self.enterContext(TemporaryDirectory()))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        Issuer.received, Issuer.status = [], 200
        (folder / "local.env").write_text("export AWS_ACCESS_KEY_ID=LOCAL1 AWS_SECRET_ACCESS_KEY=s\n")
        self.enterContext(patch.object(Cloud, "state", folder))
        self.enterContext(patch.object(Cloud, "urls", ("", "", f"http://127.0.0.1:{self.server.server_port}")))

    def run_command(self, *words: str) -> str:
        with patch.object(sys, "argv", ["scripts/token", "--port", "3000", *words]), redirect_stdout(io.StringIO()) as said:
            self.assertEqual(0, command.main())
        return said.getvalue()

    def test_a_token_is_printed_in_one_line(self) -> None:
        self.assertEqual("a.b.c\n", self.run_command("--scope", "read", "--scope", "write all", "--expires", "-60"))
        (path, authorization, form), = Issuer.received
        self.assertEqual("/issuer/token", path)
        self.assertEqual("LOCAL1:s", base64.b64decode(authorization.removeprefix("Basic ")).decode())
        self.assertEqual((["read write all"], ["-60"], ["client_credentials"]), (form["scope"], form["expires_in"], form["grant_type"]))

    def test_the_key_is_rotated_before_the_token_is_signed(self) -> None:
        self.run_command("--rotate")
        self.assertEqual(["/issuer/rotate", "/issuer/token"], [path for path, *_ in Issuer.received])

    def test_what_the_issuer_refuses_is_an_error_with_its_reason(self) -> None:
        Issuer.status = 401
        with self.assertRaisesRegex(Failure, "401.*invalid_client"):
            self.run_command()

    def test_a_cloud_that_does_not_run_is_an_error_with_a_remedy(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        with self.assertRaisesRegex(Failure, "scripts/up"):
            self.run_command()
