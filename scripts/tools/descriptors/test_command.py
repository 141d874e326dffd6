"""Every mistake in a function's declarations is reported with its file and field."""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from collections.abc import Callable, Iterable
from pathlib import Path

from tools.common.repository import FUNCTIONS, NAME, ROOT, TOOLS
from tools.descriptors import checks as descriptor_checks
from tools.descriptors import command as check_functions

OPEN, TOKEN = {"authorization": "none"}, {"authorization": "jwt"}
AUTHORIZER = {"identity_sources": ["$request.header.x-api-key"]}
PLAIN = {"description": "Does something.", "memory_mb": 128, "timeout_s": 3}
# The maximum lengths of a function's and a queue's name, with the longest name of an environment.
LONGEST, LONGEST_QUEUE = 64 - len(f"{NAME}--") - 16, 80 - len(f"{NAME}---dead-letters") - 16
GOOD = PLAIN | {"routes": {"GET /thing/{id}": OPEN}}
OPERATION = {"summary": "Shows a thing.", "parameters": {"id": {"type": "string"}}, "responses": {"200": "Thing"}}
QUEUE = {"name": "orders"}
MISTAKES = {
    "the file: must be an object, but is []": [],
    "description: is missing. A sentence that describes the function": {"memory_mb": 128, "timeout_s": 3},
    "description: must have at least 1 characters": GOOD | {"description": ""},
    "description: must have at most 256 characters, but has 300": GOOD | {"description": "a" * 300},
    "memory: is unknown; the known names are $schema, description, memory_mb": GOOD | {"memory": 128},
    "zip_budget_kb: is unknown": GOOD | {"zip_budget_kb": 0},
    "$schema: must be a string, but is 5": GOOD | {"$schema": 5},
    'memory_mb: must be an integer, but is "128"': GOOD | {"memory_mb": "128"},
    "memory_mb: must be an integer, but is 128.0": json.dumps(GOOD).replace("128", "128.0"),
    "memory_mb: must be an integer, but is 1000.0": json.dumps(GOOD).replace("128", "1e3"),
    "timeout_s: must be an integer, but is true": GOOD | {"timeout_s": True},
    'routes: must be an object, but is ["GET /a"]. The routes of the HTTP API that invoke the function, and who may call each, such as { "GET /': GOOD | {"routes": ["GET /a"]},
    'routes."GET /a": must be an object, but is "none". The route\'s settings, such as { "authorization": "none" }.': GOOD | {"routes": {"GET /a": "none"}},
    'routes."GET /a": must be an object, but is null': GOOD | {"routes": {"GET /a": None}},
    'routes."GET /a".authorization: is missing. Who may call the route. none: anyone; iam: AWS identities': GOOD | {"routes": {"GET /a": {}}},
    'routes."GET /a".authorization: "NONE" has the wrong format. Who may call the route. none: anyone;': GOOD | {"routes": {"GET /a": {"authorization": "NONE"}}},
    'routes."GET /a".authorization: "none\\n" has the wrong format': GOOD | {"routes": {"GET /a": {"authorization": "none\n"}}},
    'routes."GET /a".authorization: "" has the wrong format': GOOD | {"routes": {"GET /a": {"authorization": ""}}},
    'routes."GET /a".authorization: must be a string, but is null': GOOD | {"routes": {"GET /a": {"authorization": None}}},
    'routes."GET /a".authorization: must be a string, but is ["none"]': GOOD | {"routes": {"GET /a": {"authorization": ["none"]}}},
    'routes."GET /a".authorization: must be none, iam, jwt or the name of an authorizer, but is "nobody": no such function exists; the authorizers are none': GOOD | {"routes": {"GET /a": {"authorization": "nobody"}}},
    'routes."GET /a".authorization: must be none, iam, jwt or the name of an authorizer, but is "thing": functions/thing is no authorizer': GOOD | {"routes": {"GET /a": {"authorization": "thing"}}},
    'routes."GET /b".authorization: is missing': GOOD | {"routes": {"GET /a": OPEN, "GET /b": {}}},
    'routes."GET /a".scope: is unknown; the known names are authorization, scopes, throttling': GOOD | {"routes": {"GET /a": OPEN | {"scope": "a"}}},
    'routes."GET /a".scopes: must have at least 1 item. The scopes of which a token': GOOD | {"routes": {"GET /a": TOKEN | {"scopes": []}}},
    'routes."GET /a".scopes: must have at most 10 items, but has 11': GOOD | {"routes": {"GET /a": TOKEN | {"scopes": [f"s{number}" for number in range(11)]}}},
    'routes."GET /a".scopes[1]: "a" occurs twice': GOOD | {"routes": {"GET /a": TOKEN | {"scopes": ["a", "a"]}}},
    'routes."GET /a".scopes[0]: "a b" has the wrong format. The name of a scope': GOOD | {"routes": {"GET /a": TOKEN | {"scopes": ["a b"]}}},
    'routes."GET /a".scopes[0]: must have at most 64 characters': GOOD | {"routes": {"GET /a": TOKEN | {"scopes": ["a" * 65]}}},
    'routes."GET /a".authorization: must be "jwt", but is "none". Only a token has scopes.': GOOD | {"routes": {"GET /a": OPEN | {"scopes": ["a"]}}},
    'routes."GET /a".throttling.burst: is missing': GOOD | {"routes": {"GET /a": OPEN | {"throttling": {"rate": 1}}}},
    'routes."GET /a".throttling.rate: must be more than 0, but is 0': GOOD | {"routes": {"GET /a": OPEN | {"throttling": {"rate": 0, "burst": 1}}}},
    'routes."GET /a".throttling.burst: must be 1 or more, but is 0': GOOD | {"routes": {"GET /a": OPEN | {"throttling": {"rate": 0.5, "burst": 0}}}},
    'routes."GET /a".throttling.limit: is unknown; the known names are rate, burst': GOOD | {"routes": {"GET /a": OPEN | {"throttling": {"rate": 1, "burst": 1, "limit": 1}}}},
    "routes: must have at most 0 members, but has 1. An authorizer serves no routes": GOOD | {"authorizer": AUTHORIZER},
    "authorizer.identity_sources: is missing. Where a request states who sends it": PLAIN | {"authorizer": {}},
    "authorizer.identity_sources: must have at least 1 item": PLAIN | {"authorizer": {"identity_sources": []}},
    'authorizer.identity_sources[0]: "x-api-key" has the wrong format. $request.header.NAME': PLAIN | {"authorizer": {"identity_sources": ["x-api-key"]}},
    'authorizer.identity_sources[0]: "$request.header.a b" has the wrong format': PLAIN | {"authorizer": {"identity_sources": ["$request.header.a b"]}},
    "authorizer.cache_ttl_s: must be 0 to 3600, but is 3601": PLAIN | {"authorizer": AUTHORIZER | {"cache_ttl_s": 3601}},
    "authorizer.ttl: is unknown; the known names are identity_sources, cache_ttl_s": PLAIN | {"authorizer": AUTHORIZER | {"ttl": 1}},
    'routes.authorization: "authorization" has the wrong format. A method and a path': GOOD | {"routes": OPEN},
    'routes."GET a": "GET a" has the wrong format. A method and a path': GOOD | {"routes": {"GET a": OPEN}},
    'routes."get /a": "get /a" has the wrong format': GOOD | {"routes": {"get /a": OPEN}},
    'routes."": "" has the wrong format': GOOD | {"routes": {"": OPEN}},
    'routes."GET /a\\n": "GET /a\\n" has the wrong format': GOOD | {"routes": {"GET /a\n": OPEN}},
    'routes."GET /a/{y}": is already claimed by functions/thing/function.json: routes."GET /a/{x}"': GOOD | {"routes": {"GET /a/{x}": OPEN, "GET /a/{y}": OPEN}},
    "environment: must be an object": GOOD | {"environment": []},
    "environment.AA: must be a string": GOOD | {"environment": {"AA": 1}},
    'environment.1-bad: "1-bad" has the wrong format': GOOD | {"environment": {"1-bad": "x"}},
    'environment."AA\\n": "AA\\n" has the wrong format': GOOD | {"environment": {"AA\n": "x"}},
    'environment._HANDLER: "_HANDLER" has the wrong format': GOOD | {"environment": {"_HANDLER": "x"}},
    'environment.AWS_REGION: "AWS_REGION" is not allowed. Lambda sets this variable itself': GOOD | {"environment": {"AWS_REGION": "x"}},
    'environment.LAMBDA_TASK_ROOT: "LAMBDA_TASK_ROOT" is not allowed': GOOD | {"environment": {"LAMBDA_TASK_ROOT": "x"}},
    'environment.FILES_TABLE: the permission "read files" sets it': GOOD | {"permissions": ["read files"], "environment": {"FILES_TABLE": "x"}},
    'environment.ORDERS_QUEUE: the permission "send orders" sets it': GOOD | {"queue": QUEUE, "permissions": ["send orders"], "environment": {"ORDERS_QUEUE": "x"}},
    "environment: has 4065 bytes, but must have at most 4064": GOOD | {"environment": {"AA": "x" * 4063}},
    "environment: has 4066 bytes, but must have at most 4064": GOOD | {"environment": {"AA": "é" * 2032}},
    "environment: has 4064 bytes, but must have at most 3808": GOOD | {"permissions": ["read files"], "environment": {"AA": "x" * 4062}},
    'queue: must be an object, but is "hello"': GOOD | {"queue": "hello"},
    "queue.name: is missing": GOOD | {"queue": {}},
    "queue.size: is unknown; the known names are name, fifo": GOOD | {"queue": QUEUE | {"size": 5}},
    'queue.name: "Not A Name" has the wrong format': GOOD | {"queue": {"name": "Not A Name"}},
    'queue.name: "orders\\n" has the wrong format': GOOD | {"queue": {"name": "orders\n"}},
    "queue.fifo: must be a boolean": GOOD | {"queue": QUEUE | {"fifo": "yes"}},
    "queue.batching_window_s: is missing. Batches of more than 10": GOOD | {"queue": QUEUE | {"batch_size": 100}},
    "queue.batching_window_s: must be 1 or more, but is 0. Batches of more than 10": GOOD | {"queue": QUEUE | {"batch_size": 11, "batching_window_s": 0}},
    "queue.batching_window_s: must be 0, but is 5. A FIFO queue has no": GOOD | {"queue": QUEUE | {"fifo": True, "batching_window_s": 5}},
    "queue.batch_size: must be 10 or less, but is 11. A FIFO queue": GOOD | {"queue": QUEUE | {"fifo": True, "batch_size": 11}},
    f"queue.name: must be shorter by 1 characters: the queue {NAME}-ENVIRONMENT-": GOOD | {"queue": {"name": "q" * (LONGEST_QUEUE + 1)}},
    "queue.name: must be shorter by 2 characters": GOOD | {"queue": {"name": "q" * (LONGEST_QUEUE - 3), "fifo": True}},
    "upload.suffix: is missing": GOOD | {"upload": {"prefix": "inbox/"}},
    "upload.prefix: also matches files below rejected/": GOOD | {"permissions": ["write rejected"], "upload": {"prefix": "", "suffix": ".csv"}},
    "upload.prefix: also matches files below reports/": GOOD | {"permissions": ["write reports"], "upload": {"prefix": "reports/daily/", "suffix": ""}},
    "upload.filter: is unknown; the known names are prefix, suffix": GOOD | {"upload": {"prefix": "", "suffix": "", "filter": ""}},
    'schedule: must be an object, but is "daily"': GOOD | {"schedule": "daily"},
    'schedule.expression: "every day" has the wrong format': GOOD | {"schedule": {"expression": "every day"}},
    "schedule.expression: 'rate(5 weeks)' is not a positive number": GOOD | {"schedule": {"expression": "rate(5 weeks)"}},
    "schedule.expression: 'rate(5 minutes)\n' is not a valid schedule": GOOD | {"schedule": {"expression": "rate(5 minutes)\n"}},
    "schedule.expression: '60' is not a valid value for minutes (0 to 59)": GOOD | {"schedule": {"expression": "cron(60 * * * ? *)"}},
    "schedule.timezone: must be a string, but is 5": GOOD | {"schedule": {"expression": "rate(1 day)", "timezone": 5}},
    "schedule.timezone: must have at least 1 characters": GOOD | {"schedule": {"expression": "rate(1 day)", "timezone": ""}},
    "schedule.timezone: 'Mars/Olympus' is not an IANA time zone": GOOD | {"schedule": {"expression": "rate(1 day)", "timezone": "Mars/Olympus"}},
    "schedule.timezone: '../UTC' is not an IANA time zone": GOOD | {"schedule": {"expression": "rate(1 day)", "timezone": "../UTC"}},
    "permissions: must be an array": GOOD | {"permissions": "read files"},
    'permissions[0]: "read everything" has the wrong format. One of: read files': GOOD | {"permissions": ["read everything"]},
    'permissions[1]: "read files" occurs twice': GOOD | {"permissions": ["read files", "read files"]},
    'permissions[0]: "send parcels": no function consumes this queue; the queues are orders': GOOD | {"queue": QUEUE, "permissions": ["send parcels"]},
    'permissions[0]: "watch parcels": no function consumes this queue; the queues are none': GOOD | {"permissions": ["watch parcels"]},
    'data."model.bin": must be a string': GOOD | {"data": {"model.bin": 1}},
    'data."../model.bin": "../model.bin" has the wrong format': GOOD | {"data": {"../model.bin": "model.bin"}},
    'data.bootstrap: "bootstrap" has the wrong format': GOOD | {"data": {"bootstrap": "model.bin"}},
    'data."model.bin": "/etc/passwd" has the wrong format': GOOD | {"data": {"model.bin": "/etc/passwd"}},
    'data."model.bin": "a/../../b" has the wrong format': GOOD | {"data": {"model.bin": "a/../../b"}},
    "line 2, column 1: is not valid JSON": "{\n,",
    "memory_mb: occurs twice": '{"memory_mb": 128, "memory_mb": 256}',
    "queue.name: occurs twice": '{"queue": {"name": "a", "name": "b"}}',
    'routes."GET /a": occurs twice; remove one': '{"routes": {"GET /a": 1, "GET \\/a": 2}}',
    'routes."GET /a".authorization: occurs twice': '{"routes": {"GET /a": {"authorization": "none", "authorization": "jwt"}}}',
    "permissions[1].a: occurs twice": '{"permissions": [1, {"a": 1, "a": 1}]}',
    "is not valid JSON: NaN is not a number": '{"memory_mb": NaN}',
    "is nested too deeply; the limit is 100 levels": "[" * 100_000,
    "is nested too deeply": "[" * 103 + "]" * 103,
    "is not valid JSON: Exceeds the limit": "1" * 10_000,
    "is not UTF-8 text": '{"description": "\\ud800"}',
}
# AWS's limits, each with its source.
LIMITS = {
    ("memory_mb",): (128, 10240),  # https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    ("timeout_s",): (1, 900),  # the same
    ("authorizer", "cache_ttl_s"): (0, 3600),  # https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    ("queue", "batch_size"): (1, 10000),  # https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
    ("queue", "batching_window_s"): (0, 300),  # the same
    ("queue", "maximum_concurrency"): (2, 1000),  # the same
    ("queue", "tries"): (1, 1000),  # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
}


class DescriptorTests(unittest.TestCase):
    def setUp(self) -> None:
        self.functions = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def write(self, **files: object) -> None:
        for name, content in files.items():
            file = self.functions / name.replace("_", "-") / "function.json"
            file.parent.mkdir(exist_ok=True)
            file.write_text(content if isinstance(content, str) else json.dumps(content))

    def problems(self, **files: object) -> list[str]:
        self.write(**files)
        return check_functions.check(self.functions)[1]

    def test_the_repositorys_own_have_no_problem(self) -> None:
        self.assertEqual([], check_functions.check(FUNCTIONS)[1])
        self.assertEqual([], [*check_functions.check_operations(FUNCTIONS), *check_functions.check_examples(FUNCTIONS)])

    def test_each_mistake_is_told_by_file_and_field(self) -> None:
        for expected, content in MISTAKES.items():
            with self.subTest(expected):
                self.assertIn(f"\nfunctions/thing/function.json: {expected}", "\n" + "\n".join(self.problems(thing=content)))

    def test_each_limit_is_the_one_of_AWS(self) -> None:
        for (*outer, field), (least, most) in LIMITS.items():
            for value, good in ((least - 1, False), (least, True), (most, True), (most + 1, False)):
                with self.subTest(field=field, value=value):
                    members = {field: value}
                    if field == "batch_size":
                        members["batching_window_s"] = 1
                    content = PLAIN | ({outer[0]: {"queue": QUEUE, "authorizer": AUTHORIZER}[outer[0]] | members} if outer else members)
                    self.assertEqual(good, not self.problems(thing=content))
                    if not good:
                        self.assertIn(f"{'.'.join([*outer, field])}: must be {least} to {most}, but is {value}", "\n".join(self.problems(thing=content)))

    def test_what_is_within_the_rules_is_taken(self) -> None:
        for content in (
            {"description": "a" * 256},
            {"routes": {}},
            {"routes": {"ANY /a/{b+}": OPEN, "GET /": OPEN, "$default": OPEN}},
            {"environment": {"AA": "x" * 4062}},
            {"queue": {"name": "q" * LONGEST_QUEUE}},
            {"queue": {"name": "q" * (LONGEST_QUEUE - 5), "fifo": True, "batch_size": 10, "batching_window_s": 0}},
        ):
            with self.subTest(content):
                self.assertEqual([], self.problems(thing=GOOD | content))

    def test_variables_of_AWSs_that_a_function_may_set_are_taken(self) -> None:
        names = ("AWS_LAMBDA_EXEC_WRAPPER", "AWS_MAX_ATTEMPTS", "AWS_XRAY_CONTEXT_MISSING", "AWS_ENDPOINT_URL_S3", "LAMBDA_TASK_ROOTS", "TZ")

        self.assertEqual([], self.problems(thing=GOOD | {"environment": dict.fromkeys(names, "x")}))

    def test_names_fit_in_every_environment(self) -> None:
        schedule = {"schedule": {"expression": "rate(1 day)"}}
        for length, content, good in ((LONGEST, {}, True), (LONGEST + 1, {}, False), (LONGEST - 9, schedule, True), (LONGEST - 8, schedule, False)):
            with self.subTest(length=length, content=content):
                found = self.problems(**{"f" * length: GOOD | content})
                self.assertEqual(good, not found)
                if not good:
                    kind = "role" if content else "(function|role)"
                    self.assertRegex(found[0], f"^functions/f+/function.json: the folder's name: must be shorter by 1 characters: the {kind} ")
                (self.functions / ("f" * length) / "function.json").unlink()

    def test_names_are_those_of_Terraforms_modules(self) -> None:
        terraform = ROOT / "terraform"
        text = "\n".join(file.read_text() for file in sorted(terraform.glob("*.tf")) + sorted(terraform.glob("modules/*/*.tf")))
        for name in ('"${local.project}-${var.environment}"', '"${local.name}-${each.key}"', '"${local.name}-${each.value.name}"', '"${var.name}-schedule"',
                     '"${var.name}-schedule-failures"', '"${each.value.function_name}-failures"', '"${var.name}-dead-letters"',
                     '"${var.name}${var.fifo ? ".fifo" : ""}"'):
            self.assertIn(name, text)

    def test_permissions_are_those_that_Terraform_knows(self) -> None:
        rules = check_functions.rules_of("function")["properties"]["permissions"]["items"]
        known = re.findall(r'^    "(.*?)".*= \{', (ROOT / "terraform/permissions.tf").read_text(), re.MULTILINE)

        self.assertEqual(sorted(known), sorted(rules["anyOf"][0]["enum"]))
        self.assertEqual(f"One of: {', '.join(rules['anyOf'][0]['enum'])}, send QUEUE, watch QUEUE.", rules["description"])

    def test_a_folder_is_named_as_a_function_can_be(self) -> None:
        for name in ("Thing", "a_b", "a.b", "1", "a-", "a--b", ".new-x"):
            with self.subTest(name):
                self.assertIn("the folder's name: must be lowercase letters", "\n".join(descriptor_checks.function_names({name: GOOD})))

    def test_each_way_to_let_callers_in_is_taken(self) -> None:
        routes = {"GET /a": {"authorization": "iam"}, "GET /b": TOKEN, "GET /c": {"authorization": "door"},
                  "GET /d": TOKEN | {"scopes": ["change/read", "https://example.com/all"], "throttling": {"rate": 0.5, "burst": 1}}}
        sources = ["$request.header.Authorization", "$request.querystring.key", "$context.routeKey", "$stageVariables.tenant"]

        self.assertEqual([], self.problems(thing=PLAIN | {"routes": routes}, door=PLAIN | {"authorizer": {"identity_sources": sources, "cache_ttl_s": 3600}}))

    def test_a_function_with_an_authorizers_name_must_be_one(self) -> None:
        found = self.problems(thing=PLAIN | {"routes": {"GET /a": {"authorization": "door"}}}, door=PLAIN, gate=PLAIN | {"authorizer": AUTHORIZER})

        self.assertEqual(['functions/thing/function.json: routes."GET /a".authorization: must be none, iam, jwt or the name of an authorizer, but is "door": '
                          "functions/door is no authorizer; the authorizers are gate"], found)

    def test_no_authorizer_is_called_like_a_word(self) -> None:
        self.assertIn("functions/iam/function.json: the folder's name: can't be that of an authorizer", "\n".join(self.problems(iam=PLAIN | {"authorizer": AUTHORIZER})))

    def test_an_api_has_at_most_ten_authorizers(self) -> None:
        doors = {f"door{number}": PLAIN | {"authorizer": AUTHORIZER} for number in range(10)}
        self.assertEqual([], self.problems(**doors))

        self.assertEqual(["functions/door9/function.json: authorizer: is one too many: an HTTP API can have 10 authorizers, including the one for jwt"],
                         self.problems(**doors, thing=PLAIN | {"routes": {"GET /a": TOKEN}}))

    def test_what_two_functions_claim_names_both(self) -> None:
        cases = {
            'routes."GET /thing/{name}": is already claimed by functions/one/function.json: routes."GET /thing/{id}"': (
                GOOD, GOOD | {"routes": {"GET /b": OPEN, "GET /thing/{name}": OPEN}}),
            'queue.name: "orders" is already consumed by functions/one/function.json': ({"queue": QUEUE}, {"queue": QUEUE | {"fifo": True}}),
            "upload: a file can also match functions/one/function.json": ({"upload": {"prefix": "in/", "suffix": ""}}, {"upload": {"prefix": "in/a/", "suffix": ".csv"}}),
            'upload: a file can also match functions/one/function.json, whose prefix is "" and suffix "v"': ({"upload": {"prefix": "", "suffix": "v"}}, {"upload": {"prefix": "in/", "suffix": ".csv"}}),
            f"queue.name: the queue {NAME}-ENVIRONMENT-one-failures already exists for functions/one/function.json": (
                {"upload": {"prefix": "", "suffix": ""}}, {"queue": {"name": "one-failures"}}),
            f"queue.name: the queue {NAME}-ENVIRONMENT-orders-dead-letters already exists for functions/one/function.json": (
                {"queue": QUEUE}, {"queue": {"name": "orders-dead-letters"}}),
        }
        for expected, (one, two) in cases.items():
            with self.subTest(expected):
                found = self.problems(one=PLAIN | one, two=PLAIN | two)
                self.assertEqual(1, len(found), found)
                self.assertIn(f"functions/two/function.json: {expected}", found[0])

    def test_roles_of_two_functions_differ(self) -> None:
        found = self.problems(tick=PLAIN | {"schedule": {"expression": "rate(1 day)"}}, tick_schedule=PLAIN)

        self.assertEqual([f"functions/tick-schedule/function.json: the folder's name: the role {NAME}-ENVIRONMENT-tick-schedule "
                          "already exists for functions/tick/function.json; choose another name"], found)

    def test_uploads_that_no_file_has_in_common_are_taken(self) -> None:
        one = PLAIN | {"upload": {"prefix": "in/", "suffix": ".csv"}}
        for upload in ({"prefix": "in/", "suffix": ".json"}, {"prefix": "in/", "suffix": ".tsv"}, {"prefix": "out/", "suffix": ".csv"}, {"prefix": "on/", "suffix": ".csv"}):
            with self.subTest(upload):
                self.assertEqual([], self.problems(one=one, two=PLAIN | {"upload": upload}))

    def test_all_files_that_are_wrong_are_told(self) -> None:
        self.assertEqual(2, len(self.problems(one=[], two="{")))

    def test_what_is_no_file_is_told(self) -> None:
        (self.functions / "thing/function.json").mkdir(parents=True)

        self.assertEqual(["functions/thing/function.json: can't be read: Is a directory"], self.problems())

    def test_what_was_checked_is_copied_and_nothing_where_something_is_wrong(self) -> None:
        content = json.dumps(GOOD, indent=7)
        self.write(thing=content)
        (self.functions / "thing/operations.json").write_text(json.dumps({"GET /thing/{id}": OPERATION}))
        copies = Path(self.enterContext(tempfile.TemporaryDirectory()))
        command = [sys.executable, TOOLS, "descriptors", "--functions", self.functions, "--copies", copies]

        subprocess.run(command, check=True)
        self.assertEqual(content, (copies / "thing.json").read_text())

        self.write(thing=GOOD | {"memory_mb": 1})
        ended = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(1, ended.returncode)
        self.assertIn("functions/thing/function.json: memory_mb: must be 128 to 10240, but is 1", ended.stderr)
        self.assertEqual(content, (copies / "thing.json").read_text())


def found(check: Callable[[Path], Iterable[str]], files: dict[str, object]) -> list[str]:
    """The problems of a function with these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            file = Path(folder, "thing", name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(content))
        return list(check(Path(folder)))


class OperationsTests(unittest.TestCase):
    def problems(self, operations: object) -> list[str]:
        return found(check_functions.check_operations, {"function.json": GOOD} | ({"operations.json": operations} if operations else {}))

    def test_each_mistake_is_told_by_file_and_field(self) -> None:
        good = OPERATION
        mistakes = {
            '"GET /thing/{id}" is missing': None,
            '"GET /other" is not a route': {"GET /thing/{id}": good, "GET /other": good},
            '"GET /thing/{id}".summary: is missing': {"GET /thing/{id}": {"responses": {}}},
            '"GET /thing/{id}".response: is unknown': {"GET /thing/{id}": good | {"response": "Thing"}},
            '"GET /thing/{id}".examples.one.status: must be 200 to 599': {
                "GET /thing/{id}": good | {"examples": {"one": {"status": 100}}}
            },
            '"GET /thing/{id}".parameters.id: is missing, but occurs in the path': {"GET /thing/{id}": good | {"parameters": {}}},
            '"GET /thing/{id}".parameters.id: must be the name': {"GET /thing/{id}": good | {"parameters": {"id": 5}}},
            '"GET /thing/{id}".responses.200: must be the name': {"GET /thing/{id}": good | {"responses": {"200": 5}}},
            '"GET /thing/{id}".examples.one.status: is not one of the responses: 200': {
                "GET /thing/{id}": good | {"examples": {"one": {"status": 404}}}
            },
        }
        for expected, content in mistakes.items():
            with self.subTest(expected):
                self.assertIn(f"functions/thing/operations.json: {expected}", "\n".join(self.problems(content)))

    def test_paths_that_differ_only_in_names_are_told(self) -> None:
        names: dict[str, str] = {}

        self.assertEqual([], list(check_functions.same_names("GET /a/{x}", "one", names)))
        self.assertEqual(
            ['two: "POST /a/{y}": must have the same parameter names as /a/{x}'],
            list(check_functions.same_names("POST /a/{y}", "two", names)),
        )


class ExampleTests(unittest.TestCase):
    def problems(self, descriptor: dict, *examples: object) -> list[str]:
        events = {f"examples/{number}.json": example for number, example in enumerate(examples)}
        return found(check_functions.check_examples, {"function.json": descriptor, **events})

    def test_each_mistake_is_told_by_file_and_field(self) -> None:
        good = {"description": "An event.", "event": {}, "calls": []}
        mistakes = {
            "event: is missing": {"description": "An event.", "calls": []},
            "answer: is unknown": good | {"answer": 1},
            'calls[0]: "PutItem" has the wrong format': good | {"calls": ["PutItem"]},
        }
        self.assertEqual([], self.problems(GOOD, good))
        for expected, example in mistakes.items():
            with self.subTest(expected):
                self.assertIn(f"functions/thing/examples/0.json: {expected}", "\n".join(self.problems(GOOD, example)))

    def test_a_function_without_routes_needs_one(self) -> None:
        self.assertEqual([], self.problems(GOOD))
        self.assertIn("functions/thing/examples/: is missing", "\n".join(self.problems(GOOD | {"routes": {}})))
