"""Changes signed requests at random: none is accepted that says something else than its original. scripts/test forgeries tries more,
with any seed."""

import copy
import os
import random
import string
import sys
import time
import unittest
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from botocore.credentials import Credentials
from route_access import REGION, SERVICE, RouteAccess
from signatures import AccessKey, Refusal
from signed_requests import signed

SEED = int(os.environ.get("QUICKCHANGE_FORGERIES_SEED") or 1)
COUNT = int(os.environ.get("QUICKCHANGE_FORGERIES") or 3000)
USER = AccessKey("LOCALEXAMPLE", "the user's secret")
KEY = Credentials(USER.identifier, USER.secret)
CHARACTERS = string.ascii_letters + string.digits + "/=&?%+;:,.-_~ \"'\\\t\r\n\0\x7f\xe9"
WORDS = ["/Prod/admin", "..", "//", "%2f", "%00", "GET", "POST", "UNSIGNED-PAYLOAD", "us-west-2", "lambda", "aws4_request", "SignedHeaders=", "host", "a=1",
         "X-Amz-Signature=0", "X-Amz-Expires=604800", "Credential=", "Signature=", "AWS4-HMAC-SHA256", "", "0" * 64]


def originals() -> list[dict[str, Any]]:
    return [
        signed(KEY, "/Prod/reports/2026-01-01"), signed(KEY, "/Prod/reports/2026-01-02"), signed(KEY, "/Prod/orders", "POST", body='{"a":1}'),
        signed(KEY, "/Prod/orders", "GET", "a=1&b=%20x&a=2"), signed(KEY, "/Prod/a%20b", headers={"x-role": "reader", "x-two": "a  b"}),
        signed(KEY, "/Prod/reports/2026-01-01", presigned=3600), signed(KEY, "/Prod/orders", "DELETE", "id=7", at=-30),
        signed(KEY, "/Prod/orders", "POST", body="a", headers={"x-amz-content-sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"}),
        # These are not for a route.
        signed(KEY, "/Prod/reports/2026-01-01", service="lambda"), signed(KEY, "/Prod/reports/2026-01-01", region="eu-west-1"),
    ]


def meaning(asked: dict[str, Any]) -> tuple[Any, ...]:
    """What a signature covers: requests with the same meaning are the same."""
    headers = asked["headers"]
    query = [tuple(map(unquote_to_bytes, pair.partition("=")[::2])) for pair in asked["query"].split("&") if pair]
    named = headers.get("authorization", "").partition("SignedHeaders=")[2].partition(",")[0].strip() or "host"
    covered = [(name, " ".join(headers.get(name, "").split())) for name in named.split(";")]
    return (asked["method"], asked["path"], sorted(query), sorted(covered), asked["bodyHash"])


def change_text(chance: random.Random, text: str) -> str:
    at, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    match chance.randrange(6):
        case 0:
            return text[:at] + chance.choice(CHARACTERS) + text[at + 1:]
        case 1:
            return text[:at] + text[at + 1:]
        case 2:
            return text[:at] + chance.choice(CHARACTERS) + text[at:]
        case 3:
            return text[:at] + chance.choice(WORDS) + text[end:]
        case 4:
            return text.swapcase()
        case _:
            return text[:at] + text[at:end] * 2 + text[end:]


def forge(chance: random.Random, asked: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    forged = copy.deepcopy(asked)
    headers = forged["headers"]
    for _ in range(1 + chance.randrange(3)):
        part = chance.choice(["method", "path", "query", "bodyHash", "header", "header", "authorization", "add", "remove", "swap", "swap header"])
        match part:
            case "header" if headers:
                name = chance.choice(sorted(headers))
                headers[name] = change_text(chance, headers[name])
            case "authorization" if "authorization" in headers:
                headers["authorization"] = change_text(chance, headers["authorization"])
            case "add":
                headers[chance.choice(["x-amz-content-sha256", "x-amz-date", "x-amz-security-token", "authorization", "x-role", "date"])] = chance.choice(WORDS)
            case "remove" if headers:
                headers.pop(chance.choice(sorted(headers)))
            case "swap":
                name = chance.choice(["method", "path", "query", "bodyHash"])
                forged[name] = other[name]
            case "swap header" if other["headers"]:
                name = chance.choice(sorted(other["headers"]))
                headers[name] = other["headers"][name]
            case "method" | "path" | "query" | "bodyHash":
                forged[part] = change_text(chance, forged[part])
            case _:
                pass
    return forged


class ForgedSignatureTests(unittest.TestCase):
    def test_none_is_accepted(self) -> None:
        chance = random.Random(SEED)
        access = RouteAccess("secret", USER, {USER.identifier: USER}.get)
        made, now = originals(), time.time()
        known = [meaning(each) for each in made if accepts(access.identity, each, now)]
        self.assertEqual(len(made) - 2, len(known))
        for number in range(COUNT):
            forged = forge(chance, chance.choice(made), chance.choice(made))
            if accepts(access.identity, forged, now):
                self.assertIn(meaning(forged), known, f"seed {SEED}, number {number}: {forged}")
                self.assertIn(f"/{REGION}/{SERVICE}/", forged["headers"].get("authorization", "") + forged["query"].replace("%2F", "/"))


def accepts(identity: Callable[[dict[str, Any], float], Any], asked: dict[str, Any], now: float) -> bool:
    """Any other exception than a refusal is a mistake."""
    try:
        identity(asked, now)
        return True
    except Refusal:
        return False
