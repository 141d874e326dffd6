import json
import subprocess
import threading
import unittest
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.common.environments import ROOT
from tools.smoke import command as smoke

Reply = tuple[int, str, Any]

OPERATIONS = {
    "GET /coins/{name}": {
        "summary": "A coin.",
        "responses": {"200": "Coin", "404": "Problem"},
        "examples": {
            "a coin": {"parameters": {"name": "a/b", "unit": "x y"}, "response": {"value": 1}},
            "none": {"parameters": {"name": "none"}, "status": 404},
        },
    },
    "POST /coins": {"summary": "Adds.", "responses": {"200": "Coin"}, "examples": {"one": {"body": {"value": 2}, "response": {"value": 2}}}},
    "GET /list": {"summary": "All.", "responses": {"200": {"type": "object", "required": ["coins"]}}},
}
GOOD: dict[str, Reply] = {
    "GET /Prod/coins/a%2Fb?unit=x%20y": (200, "application/json", {"value": 1}),
    "GET /Prod/coins/none": (404, "application/problem+json", {"title": "Not Found"}),
    'POST /Prod/coins {"value": 2}': (200, "application/json; charset=utf-8", {"value": 2}),
    "GET /Prod/list": (200, "application/json", {"coins": []}),
}


class SmokeTests(unittest.TestCase):
    def setUp(self) -> None:
        self.calls: list[str] = []

    def smoke(self, replies: dict[str, Reply], *, operations: dict[str, Any] = OPERATIONS,
              before: Callable[[], Reply | None] = lambda: None) -> tuple[int, str, str]:
        """Runs scripts/smoke against a server with these replies, preceded by the replies in `before`."""
        tests = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                call = f"{self.command} {self.path}{' ' + body if body else ''}"
                tests.calls.append(call)
                status, content_type, value = before() or replies.get(call, (418, "text/plain", f"unexpected {call}"))
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.end_headers()
                self.wfile.write(json.dumps(value).encode())

            do_POST = do_GET

            def log_message(self, format: str, *args: Any) -> None:
                pass

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, TemporaryDirectory() as folder:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            function = Path(folder, "coins")
            function.mkdir()
            function.joinpath("function.json").write_text(json.dumps({"routes": {route: {"authorization": "none"} for route in operations}}))
            function.joinpath("operations.json").write_text(json.dumps(operations))
            try:
                return run(f"http://127.0.0.1:{server.server_port}/Prod", folder)
            finally:
                server.shutdown()

    def test_every_example_of_every_route_is_called(self) -> None:
        status, out, err = self.smoke(GOOD)

        self.assertEqual((status, err), (0, ""))
        self.assertEqual(self.calls, list(GOOD))
        self.assertRegex(out, r"(?m)^passed +GET /coins/\{name\}: 2 calls, \d+ ms$")
        self.assertRegex(out, r"(?m)^passed +GET /list: 1 call, \d+ ms$")

    def test_what_differs_is_told(self) -> None:
        for call, reply, reason in (
            ('POST /Prod/coins {"value": 2}', (422, "application/problem+json", {}), "POST /coins: one: answered 422 instead of 200: {}"),
            ('POST /Prod/coins {"value": 2}', (200, "text/plain", {"value": 2}), "POST /coins: one: answered with the content type text/plain instead of application/json"),
            ('POST /Prod/coins {"value": 2}', (200, "application/json", {"value": 3}), 'POST /coins: one: answered {"value": 3} instead of {"value": 2}'),
            ("GET /Prod/coins/none", (404, "application/json", {}), "GET /coins/{name}: none: answered with the content type application/json instead of application/problem+json"),
            ("GET /Prod/list", (500, "application/json", {}), "GET /list: no example: answered 500 instead of 200 to 299: {}"),
            ("GET /Prod/list", (301, "application/json", {"coins": []}), "GET /list: no example: answered 301 instead of 200 to 299"),
            ("GET /Prod/list", (200, "application/json", {}), "GET /list: no example: answered without coins: {}"),
        ):
            with self.subTest(reason):
                status, _, err = self.smoke(GOOD | {call: reply})
                self.assertEqual((status, err.count("smoke: ")), (1, 1), err)
                self.assertIn(f"smoke: {reason}", err)

    def test_a_server_error_is_tried_again_and_said(self) -> None:
        errors: list[Reply] = [(503, "application/json", {"message": "Service Unavailable"})] * 2

        status, out, _ = self.smoke(GOOD, before=lambda: errors.pop() if errors else None)

        self.assertEqual(status, 0)
        self.assertEqual(out.count("trying again GET /coins/{name}: a coin: answered 503"), 2)

    def test_what_cannot_be_called_is_named(self) -> None:
        unknown = {"PUT /coins": {"summary": "Puts.", "responses": {"200": "Coin"}}}

        status, out, _ = self.smoke({}, operations=unknown)

        self.assertEqual((status, self.calls), (0, []))
        self.assertEqual(out, "not covered  PUT /coins: there is no example of a call\n")

    def test_a_route_that_is_called_for_no_success_is_named(self) -> None:
        errors = {route: operation | {"examples": {"none": operation["examples"]["none"]}} for route, operation in OPERATIONS.items() if "{" in route}

        status, out, _ = self.smoke(GOOD, operations=errors)

        self.assertEqual(status, 0)
        self.assertRegex(out, r"^not covered +GET /coins/\{name\}: 1 call, \d+ ms; no example of a success\n$")

    def test_every_route_of_this_repository_is_called_for_a_success(self) -> None:
        called = list(smoke.routes(ROOT / "functions"))

        self.assertTrue(called)
        self.assertEqual([route.route for route in called if not route.success], [])

    def test_the_route_of_a_new_function_is_called_for_a_success(self) -> None:
        template = ROOT / "scripts/tools/new_function/template/http"
        with TemporaryDirectory() as folder:
            function = Path(folder, "tip")
            function.mkdir()
            for name in ("function.json", "operations.json"):
                function.joinpath(name).write_text((template / f"{name}.template").read_text().replace("{name}", "tip").replace("{Name}", "Tip"))

            routes = list(smoke.routes(Path(folder)))

        self.assertEqual([(route.route, route.success and route.success.response) for route in routes],
                         [("GET /tip", {"message": "Hello from tip"})])

    def test_nothing_there_is_told(self) -> None:
        status, _, err = run("http://127.0.0.1:9/Prod", str(ROOT / "functions"))

        self.assertEqual(status, 1)
        first = next(smoke.routes(ROOT / "functions"))
        self.assertIn(f"smoke: {first.route}: {first.calls[0].name}: no answer: [Errno 111] Connection refused", err)


def run(url: str, functions: str) -> tuple[int, str, str]:
    answer = subprocess.run([ROOT / "scripts/smoke", url, "--patience", "3", "--functions", functions],
                            capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout, answer.stderr
