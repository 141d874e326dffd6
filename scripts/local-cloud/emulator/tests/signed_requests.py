"""Signs requests for the tests of routes with IAM authorization, and describes them as the gateway does."""

import datetime
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

HOST = "127.0.0.1:3000"
API = "arn:aws:execute-api:us-east-1:123456789012:api"


def signed(key: Credentials, path: str, method: str = "GET", query: str = "", body: str = "", headers: dict[str, str] | None = None,
           region: str = "us-east-1", service: str = "execute-api", at: int = 0, presigned: int = 0) -> dict[str, Any]:
    """What the gateway asks about a request that botocore has just signed; at is in seconds from now, presigned a lifetime in seconds."""
    request = AWSRequest(method, f"http://{HOST}{path}" + (f"?{query}" if query else ""), headers=headers or {}, data=body)
    with clock(at):
        signer = SigV4QueryAuth(key, service, region, expires=presigned) if presigned else SigV4Auth(key, service, region)
        signer.add_auth(request)
    parts = urlsplit(str(request.url))
    found = {"host": HOST} | {name.lower(): str(value) for name, value in request.headers.items()}
    return described(method, path, parts.query, found, body)


def described(method: str, path: str, query: str, headers: dict[str, str], body: str) -> dict[str, Any]:
    stage, _, rest = unquote(path).lstrip("/").partition("/")
    return {"method": method, "path": path, "query": query, "headers": headers, "resource": f"{API}/{stage}/{method}/{rest}",
            "bodyHash": hashlib.sha256(body.encode()).hexdigest()}


@contextmanager
def clock(seconds: int) -> Iterator[None]:
    now = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds)
    with patch("botocore.auth.get_current_datetime", lambda: now):
        yield
