import json
import sys
import time
import unittest
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from botocore.credentials import Credentials
from emulators import SECRET, USER, client, emulator, opener
from functions import make_role
from route_access import RouteAccess
from signatures import AccessKey
from signed_requests import API, described, signed

# The gateway's table has the same cases, in docs/http-api.md.
CASES = json.loads((Path(__file__).resolve().parents[2] / "tests/Gateway/Cases/signatures.json").read_text())
OWNER = Credentials(*USER.values())


def ask(url: str, asked: dict[str, Any], secret: str = SECRET) -> dict[str, Any]:
    """What the emulator answers to the gateway."""
    request = Request(f"{url}/_routes/authorize", json.dumps(asked).encode(), {"Authorization": f"Bearer {secret}"})
    return json.loads(opener.open(request, timeout=60).read())


def refused_by_an_expired_key(key: Credentials, asked: dict[str, Any]) -> dict[str, Any]:
    """What the emulator would answer once the key has expired. The shortest session takes 15 minutes."""
    expired = AccessKey(key.access_key, key.secret_key, key.token, time.time() - 1)
    access = RouteAccess(SECRET, AccessKey(USER["AWS_ACCESS_KEY_ID"], USER["AWS_SECRET_ACCESS_KEY"]), lambda _: expired)
    return json.loads(access.answer(f"Bearer {SECRET}", json.dumps(asked).encode())[2])


def policy(statements: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements}).replace("REPORTS", f"{API}/Prod/GET/reports")


def make_caller(url: str, name: str, caller: dict[str, Any]) -> Credentials:
    if "policy" not in caller:
        return OWNER
    iam = client("iam", url)
    document = policy(caller["policy"])
    if caller.get("role"):
        role = make_role(url, name)
        if caller["policy"]:
            iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=document)
        session: dict[str, Any] = {"Policy": policy(caller["session"])} if "session" in caller else {}
        keys = client("sts", url).assume_role(RoleArn=role, RoleSessionName="session", **session)["Credentials"]
        return Credentials(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
    iam.create_user(UserName=name)
    if caller.get("group"):
        iam.create_group(GroupName=name)
        iam.add_user_to_group(GroupName=name, UserName=name)
        iam.put_group_policy(GroupName=name, PolicyName="p", PolicyDocument=document)
    elif caller["policy"]:
        iam.put_user_policy(UserName=name, PolicyName="p", PolicyDocument=document)
    keys = iam.create_access_key(UserName=name)["AccessKey"]
    if caller.get("inactive"):
        iam.update_access_key(UserName=name, AccessKeyId=keys["AccessKeyId"], Status="Inactive")
    if caller.get("deleted"):
        iam.delete_user_policy(UserName=name, PolicyName="p")
        iam.delete_access_key(UserName=name, AccessKeyId=keys["AccessKeyId"])
        iam.delete_user(UserName=name)
    return Credentials(keys["AccessKeyId"], keys["SecretAccessKey"])


def key_of(caller: Credentials, token: str | None = None, secret: str | None = None, key: str | None = None) -> Credentials:
    tokens = {None: caller.token, "none": None, "another": "another"}
    return Credentials(key or caller.access_key, secret or caller.secret_key, tokens[token])


def changed(asked: dict[str, Any], sent: dict[str, Any], body: str) -> dict[str, Any]:
    """The request as it is sent, after it was signed."""
    headers = dict(asked["headers"])
    for name, value in sent.get("headers", {}).items():
        headers[name] = value
        if value == "":
            del headers[name]
    if "scope" in sent:
        old, new = sent["scope"]
        # "CLOUD" stands for the key of the cloud's user.
        old, new = (headers["authorization"].partition("Credential=")[2].partition("/")[0], OWNER.access_key) if old == "THIS" else (old, new)
        headers["authorization"] = headers["authorization"].replace(old, new)
    if "unsigned" in sent:
        headers["authorization"] = headers["authorization"].replace(f"{sent['unsigned']};", "")
    query = sent.get("query", asked["query"])
    if "replace" in sent:
        query = query.replace(*sent["replace"])
    return described(sent.get("method", asked["method"]), sent.get("path", asked["path"]), query, headers, sent.get("body", body))


class RouteAccessTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.url = cls.enterClassContext(emulator())
        cls.callers = {name: make_caller(cls.url, name.replace(" ", "-"), caller)
                       for name, caller in CASES["callers"].items() if name != "the cloud's user"} | {"the cloud's user": OWNER}

    def test_who_may_invoke_a_route(self) -> None:
        for case in CASES["cases"]:
            with self.subTest(case["name"]):
                answer = self.answer(case)
                self.assertEqual(case["status"] == 200, "identity" in answer, answer)
                self.assertEqual(case["status"] != 200, "refusal" in answer, answer)

    def answer(self, case: dict[str, Any]) -> dict[str, Any]:
        how = {"path": CASES["path"], **case.get("signed", {})}
        key = key_of(self.callers[case["caller"]], **{name: how.pop(name) for name in ("token", "secret", "key") if name in how})
        sent = changed(signed(key, **how), case.get("sent", {}), how.get("body", ""))
        if sent_again := case.get("sent", {}).get("again"):
            self.assertTrue(sent_again)
            ask(self.url, sent)
        return refused_by_an_expired_key(key, sent) if CASES["callers"][case["caller"]].get("expired") else ask(self.url, sent)

    def test_each_caller_and_each_name_is_in_a_case(self) -> None:
        self.assertEqual(set(CASES["callers"]), {case["caller"] for case in CASES["cases"]})
        self.assertEqual(len(CASES["cases"]), len({case["name"] for case in CASES["cases"]}))

    def test_the_event_has_the_identity_that_STS_knows(self) -> None:
        for name in ("a user", "a role", "the cloud's user"):
            key = self.callers[name]
            known = client("sts", self.url, aws_access_key_id=key.access_key, aws_secret_access_key=key.secret_key,
                           **({"aws_session_token": key.token} if key.token else {})).get_caller_identity()
            self.assertEqual(
                {"accessKey": key.access_key, "accountId": "123456789012", "callerId": known["UserId"], "cognitoIdentity": None, "principalOrgId": None,
                 "userArn": known["Arn"], "userId": known["UserId"]},
                ask(self.url, signed(key, CASES["path"]))["identity"])

    def test_a_refusal_says_why(self) -> None:
        for name, words in (("a user without a policy", "execute-api:Invoke"), ("a role of everything but one", "explicit deny"), ("a user with a conditional deny", "explicit deny")):
            self.assertIn(words, ask(self.url, signed(self.callers[name], "/Prod/reports/2026-01-02"))["refusal"])

    def test_only_the_gateway_may_ask(self) -> None:
        for secret in ("", "another", OWNER.secret_key):
            with self.assertRaises(HTTPError) as refused:
                ask(self.url, signed(OWNER, CASES["path"]), secret)
            self.assertEqual(403, refused.exception.code)
