"""Sends the requests of a cloud's own commands to an emulator."""

import json
import urllib.error
import urllib.request
from typing import Any

import emulators
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

USER = Credentials(emulators.USER["AWS_ACCESS_KEY_ID"], emulators.USER["AWS_SECRET_ACCESS_KEY"])


def ask(url: str, operation: str, key: Credentials | None = USER, method: str = "POST") -> tuple[int, dict[str, Any]]:
    """The status and the answer; None as the key for an unsigned request."""
    request = AWSRequest(method, f"{url}/_cloud/{operation}", data=b"" if method == "POST" else None)
    if key:
        SigV4Auth(key, "cloud", "us-east-1").add_auth(request)
    sent = urllib.request.Request(str(request.url), data=request.data or None, method=method, headers=dict(request.headers.items()))
    if method == "POST":
        sent.data = b""
    try:
        with emulators.opener.open(sent, timeout=emulators.PATIENCE) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        body = refused.read()
        return refused.code, json.loads(body) if body.startswith(b"{") else {"message": body.decode()}
