"""Serves the deployed zip of a function under the URL that GetFunction returns as Code.Location. The URL itself grants access.
Unlike AWS's, which expires after ten minutes, it is valid as long as the cloud runs."""

import hmac
from typing import Any
from urllib.parse import parse_qs

from moto.awslambda.models import LambdaFunction, lambda_backends
from signatures import AccessKey, Refusal, same

PREFIX = "/_code/"


def location(endpoint: str, function: LambdaFunction, user: AccessKey) -> str:
    path = f"{PREFIX}{function.account_id}/{function.region}/{function.function_name}/{function.version}"
    return f"{endpoint}{path}?signature={signature(path, user)}"


def signature(path: str, user: AccessKey) -> str:
    return hmac.digest(user.secret.encode(), path.encode("latin-1"), "sha256").hex()


def check(path: str, query: str, user: AccessKey) -> None:
    """Raises Refusal unless GetFunction has returned the URL."""
    if not same(signature(path, user), parse_qs(query).get("signature", [""])[0]):
        raise Refusal("AccessDenied", "This is not a Code.Location of this cloud. Use the unchanged URL that GetFunction returns.", "s3")


def get(path: str) -> tuple[int, dict[str, Any], bytes]:
    try:
        account, region, name, version = path.removeprefix(PREFIX).split("/")
        function = lambda_backends[account][region].get_function(name, version)
    except Exception:  # moto has a different error for each thing that can be missing
        return 404, {"Content-Type": "text/plain"}, b"The function or version doesn't exist."
    return 200, {"Content-Type": "application/zip"}, function.code_bytes
