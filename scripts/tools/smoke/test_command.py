import hashlib
import json
import re
import subprocess
import threading
import unittest
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from tools.common.environments import ROOT, EnvironmentTests, environment
from tools.common.repository import NAME
from tools.smoke import calls as smoke

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
                function.joinpath(name).write_text((template / f"{name}.template").read_text().replace("{name}", "tip").replace("{Name}", "Tip").replace("{authorization}", "none"))

            routes = list(smoke.routes(Path(folder)))

        self.assertEqual([(route.route, route.success and route.success.response) for route in routes],
                         [("GET /tip", {"message": "Hello from tip"})])

    def test_nothing_there_is_told(self) -> None:
        status, _, err = run("http://127.0.0.1:9/Prod", str(ROOT / "functions"))

        self.assertEqual(status, 1)
        first = next(smoke.routes(ROOT / "functions"))
        self.assertIn(f"smoke: {first.route}: {first.calls[0].name}: no answer: [Errno 111] Connection refused", err)


OPERATION = {"summary": "A coin.", "responses": {"200": "Coin"}, "examples": {"one": {"response": {"value": 1}}}}
AUTHORIZER = {"authorizer": {"identity_sources": ["$request.header.X-Api-Key", "$request.querystring.tenant", "$context.routeKey"]}}
ALLOWED: Reply = (200, "application/json", {"value": 1})
UNAUTHORIZED: Reply = (401, "application/json", {"message": "Unauthorized"})
FORBIDDEN: Reply = (403, "application/json", {"message": "Forbidden"})
ACCESS_KEY = {"AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "session", "AWS_REGION": "eu-west-1"}
# Decides about a request: its headers, in lowercase, and its path.
Decision = Callable[[dict[str, str], str], Reply]


@contextmanager
def api(decide: Decision, settings: dict[str, Any], authorizer: dict[str, Any] | None = None, port: int = 0) -> Iterator[tuple[str, str]]:
    """The URL of an API with the route GET /coin, and the folder of its functions."""
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content_type, value = decide({name.lower(): value for name, value in self.headers.items()}, self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server, TemporaryDirectory() as folder:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        files = {"coin/function.json": {"routes": {"GET /coin": settings}}, "coin/operations.json": {"GET /coin": OPERATION}}
        for name, content in (files | ({"door/function.json": authorizer} if authorizer else {})).items():
            file = Path(folder, name)
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(content))
        try:
            yield f"http://127.0.0.1:{server.server_port}/Prod", folder
        finally:
            server.shutdown()


def by_signature(headers: dict[str, str], path: str) -> Reply:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    found = re.fullmatch("AWS4-HMAC-SHA256 Credential=AKID/[0-9]{8}/eu-west-1/execute-api/aws4_request, SignedHeaders=(.*), Signature=(.*)",
                         headers.get("authorization", ""))
    if not found or headers.get("x-amz-security-token") != "session":
        return FORBIDDEN
    signer = SigV4Auth(Credentials("AKID", "secret", "session"), "execute-api", "eu-west-1")
    request = AWSRequest("GET", f"http://{headers['host']}{path}", {name: headers[name] for name in found[1].split(";") if name != "host"})
    request.context["timestamp"] = headers["x-amz-date"]
    signature = signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)
    return ALLOWED if signature == found[2] else FORBIDDEN


def by_token(headers: dict[str, str], _path: str) -> Reply:
    return ALLOWED if headers.get("authorization") == "Bearer right" else UNAUTHORIZED


def by_key(headers: dict[str, str], path: str) -> Reply:
    if "x-api-key" not in headers or "tenant=" not in path:
        return UNAUTHORIZED
    return ALLOWED if headers["x-api-key"] == "right" and path.endswith("?tenant=right") else FORBIDDEN


class ClosedRouteTests(unittest.TestCase):
    KINDS: ClassVar[dict[str, Any]] = {
        "iam": (by_signature, {"authorization": "iam"}, None, ACCESS_KEY),
        "jwt": (by_token, {"authorization": "jwt", "scopes": ["read"]}, None, {"QUICKCHANGE_TOKEN": "right"}),
        "key": (by_key, {"authorization": "door"}, AUTHORIZER, {"QUICKCHANGE_KEY": "right"}),
    }

    def smoke(self, decide: Decision, kind: str, patience: int = 0, **variables: str) -> tuple[int, str, str]:
        _, settings, authorizer, _ = self.KINDS[kind]
        with api(decide, settings, authorizer) as (url, functions):
            return run(url, functions, patience, **variables)

    def test_a_closed_route_refuses_first_and_then_lets_in(self) -> None:
        for kind, (decide, _, _, variables) in self.KINDS.items():
            with self.subTest(kind):
                status, out, err = self.smoke(decide, kind, **variables)

                self.assertEqual((0, ""), (status, err))
                self.assertRegex(out, r"^passed +GET /coin: 3 calls, \d+ ms\n$")

    def test_an_open_door_fails(self) -> None:
        for kind, problem in (("iam", "without a signature: answered 200 instead of 403"), ("jwt", "with an unsigned token: answered 200 instead of 401"),
                              ("key", "with an unknown key: answered 200 instead of 403")):
            with self.subTest(kind):
                status, out, err = self.smoke(lambda *_: ALLOWED, kind, **self.KINDS[kind][3])

                self.assertEqual(1, status)
                self.assertIn(f'smoke: GET /coin: {problem}: {{"value": 1}}', err)
                self.assertEqual(2, err.count("smoke: "), err)
                self.assertRegex(out, r"(?m)^failed +GET /coin: 3 calls")

    def test_a_door_that_nobody_can_open_fails(self) -> None:
        for kind, reply in (("iam", FORBIDDEN), ("jwt", UNAUTHORIZED)):
            with self.subTest(kind):
                status, _, err = self.smoke(lambda *_, reply=reply: reply, kind, **self.KINDS[kind][3])

                self.assertEqual((1, 1), (status, err.count("smoke: ")), err)
                self.assertIn(f"smoke: GET /coin: one: answered {reply[0]} instead of 200", err)

    def test_a_forged_signature_and_a_forged_token_do_not_open(self) -> None:
        status, _, err = self.smoke(lambda headers, _: ALLOWED if "authorization" in headers else FORBIDDEN, "iam", 0, **ACCESS_KEY)
        self.assertEqual((1, True), (status, "smoke: GET /coin: with a forged signature: answered 200 instead of 403" in err), err)

        status, _, err = self.smoke(lambda headers, _: ALLOWED if "authorization" in headers else UNAUTHORIZED, "jwt", QUICKCHANGE_TOKEN="right")
        self.assertEqual((1, True), (status, "smoke: GET /coin: with an unsigned token: answered 200 instead of 401" in err), err)

    def test_a_change_may_take_a_moment(self) -> None:
        before = [ALLOWED]

        status, out, _ = self.smoke(lambda headers, path: before.pop() if before else by_signature(headers, path), "iam", patience=30, **ACCESS_KEY)

        self.assertEqual(0, status)
        self.assertIn("trying again GET /coin: without a signature: answered 200 instead of 403", out)

    def test_without_a_right_only_refusals_are_covered(self) -> None:
        for kind, remedy in (("iam", "there are no AWS credentials; set AWS_PROFILE"), ("jwt", "set QUICKCHANGE_TOKEN to a token of the issuer"),
                             ("key", "set QUICKCHANGE_KEY to a value that functions/door admits")):
            with self.subTest(kind):
                status, out, err = self.smoke(self.KINDS[kind][0], kind)

                self.assertEqual((0, ""), (status, err))
                self.assertRegex(out, rf"^not covered +GET /coin: 2 calls, \d+ ms, all refused as they should be; {remedy}")

    def test_a_closed_route_for_any_method_or_path_is_called_too(self) -> None:
        for route, call in (("ANY /a/{b}", ("GET", "/a/none")), ("$default", ("GET", "/none")), ("PUT /a/{b+}", ("PUT", "/a/none"))):
            found = smoke.Route(route, (), "iam").any_call
            self.assertEqual(call, (found.method, found.path))


class LocalKeyTests(EnvironmentTests):
    def test_a_key_is_made_for_the_test_and_revoked(self) -> None:
        import boto3

        table = f"{NAME}-local-keys"
        dynamo: Any = boto3.client("dynamodb", endpoint_url=self.url, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
        dynamo.create_table(TableName=table, BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])

        def decide(headers: dict[str, str], _path: str) -> Reply:
            if "x-api-key" not in headers:
                return UNAUTHORIZED
            hashes = [item["hash"]["B"] for item in dynamo.scan(TableName=table)["Items"]]
            return ALLOWED if hashlib.sha256(headers["x-api-key"].encode()).digest() in hashes else FORBIDDEN

        door = {"authorizer": {"identity_sources": ["$request.header.x-api-key"]}, "permissions": ["read keys"]}
        with api(decide, {"authorization": "door"}, door, port=self.port) as (url, functions):
            status, out, err = run(url, functions)

        self.assertEqual((0, ""), (status, err))
        self.assertRegex(out, r"^passed +GET /coin: 3 calls")
        self.assertEqual([], dynamo.scan(TableName=table)["Items"])


def run(url: str, functions: str, patience: int = 3, **variables: str) -> tuple[int, str, str]:
    nothing = {"AWS_EC2_METADATA_DISABLED": "true", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere", "AWS_CONFIG_FILE": "/nowhere"}
    answer = subprocess.run([ROOT / "scripts/smoke", url, "--patience", str(patience), "--functions", functions], env=environment(**nothing, **variables),
                            capture_output=True, text=True, check=False)
    return answer.returncode, answer.stdout, answer.stderr
