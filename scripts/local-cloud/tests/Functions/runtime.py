"""Calls of Lambda's Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)."""

import os
import urllib.error
import urllib.request
from collections.abc import Mapping

HOST = os.environ["AWS_LAMBDA_RUNTIME_API"]
API = f"http://{HOST}/2018-06-01/runtime"


def id_of(headers: Mapping[str, str]) -> str:
    """The request ID of the invocation with these headers."""
    return headers["Lambda-Runtime-Aws-Request-Id"]


def post(path: str, body: bytes, headers: Mapping[str, str] | None = None) -> int:
    """The status of the answer."""
    try:
        return urllib.request.urlopen(urllib.request.Request(f"{API}/{path}", body, dict(headers or {}))).status
    except urllib.error.HTTPError as error:
        return error.code
