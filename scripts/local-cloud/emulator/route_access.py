"""Decides whether the signer of a request may invoke a route with AWS_IAM authorization. The gateway asks, with the secret of this
cloud; the keys and the policies are here.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
"""

import json
import time
from collections.abc import Callable
from typing import Any

import permissions
from data.backends import PARTITION, REGION
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.sts.models import sts_backends
from signatures import HASH, AccessKey, Claim, Refusal, Request, same, verify

PATH = "/_routes/authorize"
SERVICE = "execute-api"
ACTION = f"{SERVICE}:Invoke"
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
LARGEST_SKEW_S = 5 * 60


class RouteAccess:
    def __init__(self, secret: str, user: AccessKey, find: Callable[[str], AccessKey | None]) -> None:
        self.secret = secret
        self.user = user
        self.find = find

    def answer(self, authorization: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """The response to the gateway: the caller's identity, or the reason why the caller is refused."""
        if not same(authorization, f"Bearer {self.secret}"):
            raise Refusal("AccessDenied", "Only the gateway of this cloud can ask who may invoke a route.")
        try:
            found: dict[str, Any] = {"identity": self.identity(json.loads(body), time.time())}
        except Refusal as refusal:
            found = {"refusal": f"{refusal.code}: {refusal}"}
        return 200, {"Content-Type": "application/json"}, json.dumps(found).encode()

    def identity(self, asked: dict[str, Any], now: float) -> dict[str, str | None]:
        """Who invokes the route, as in the function's event. Raises Refusal if the caller may not.

        asked: the request's method, raw path, raw query, headers (names in lowercase, each character an octet) and bodyHash, and the
        resource, which is the ARN of the requested route.
        """
        request = Request(asked["method"], asked["path"], asked["query"], asked["headers"], lambda: asked["bodyHash"])
        said = request.headers.get("x-amz-content-sha256")
        if said is not None and not HASH.fullmatch(said):
            raise Refusal("SignatureDoesNotMatch", "x-amz-content-sha256 is not a hash: sign the body.", SERVICE)
        claim = verify(request, self.find, now, LARGEST_SKEW_S)
        if claim.scope.split("/")[1:3] != [REGION, SERVICE]:
            raise Refusal("SignatureDoesNotMatch", f"Credential should be scoped to {REGION} and {SERVICE}.", SERVICE)
        if claim.identifier != self.user.identifier:
            permissions.check(claim.authorization(), claim.token, ACTION, asked["resource"])
        return identity_of(claim)


def identity_of(claim: Claim) -> dict[str, str | None]:
    """https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, requestContext.authorizer.iam"""
    user, arn, account = sts_backends[DEFAULT_ACCOUNT_ID][PARTITION].get_caller_identity(claim.identifier, REGION)
    return {"accessKey": claim.identifier, "accountId": account, "callerId": user, "cognitoIdentity": None, "principalOrgId": None,
            "userArn": arn, "userId": user}
