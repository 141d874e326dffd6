"""What a caller needs for a route that isn't open, and what must not suffice.

On a local cloud, credentials come from its local.env, tokens from scripts/token, and keys are created and revoked again. Elsewhere,
requests are signed with the credentials of the shell; QUICKCHANGE_TOKEN and QUICKCHANGE_KEY contain a token, and what an authorizer
admits.
"""

import os
import re
import secrets
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tools.common import api_keys, aws
from tools.common.cloud import Cloud
from tools.common.repository import SCRIPTS
from tools.smoke.calls import Call, Route
from tools.smoke.client import is_local, url_of

# Adds to a call what proves that the caller has the right to make it.
Grant = Callable[[Call], Call]

TOKEN, KEY = "QUICKCHANGE_TOKEN", "QUICKCHANGE_KEY"
# Tokens without a signature: {"alg":"none"}.{}.
UNSIGNED = "eyJhbGciOiJub25lIn0.e30."


class NoRight(Exception):
    """There is nothing with which a route could be called; the message says what to provide."""


@dataclass(frozen=True)
class Refusal:
    """A call that a route must refuse, and the status with which API Gateway does.

    The call is made anew for each try, so that no cached decision about an earlier one counts.
    """

    name: str
    call: Callable[[], Call]
    status: int


class Rights:
    """The rights to call an API's routes. A context, because keys that it creates are revoked at the end."""

    def __init__(self, url: str) -> None:
        self._url = url
        port = urlsplit(url).port
        cloud = Cloud(port) if port and is_local(url) else None
        self._cloud = cloud if cloud and cloud.local_env.exists() else None
        self._key: str | None = None

    def __enter__(self) -> "Rights":
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None) -> None:
        if self._cloud and self._key:
            self._keys(self._cloud).revoke(api_keys.identifier_of(self._key))

    def grant(self, route: Route) -> Grant:
        """Raises NoRight, or Failure."""
        match route.authorization:
            case "none":
                return lambda call: call
            case "iam":
                credentials = self._credentials()
                if credentials is None:
                    raise NoRight("there are no AWS credentials; set AWS_PROFILE, or sign in with: aws sso login")
                return self._signed_with(credentials)
            case "jwt":
                return bearer(self._token(route.scopes))
            case _:
                key = self._key_for(route)
                return lambda call: identified(route, call, key)

    def refusals(self, route: Route) -> Iterator[Refusal]:
        call = route.any_call
        match route.authorization:
            case "none":
                return
            case "iam":
                yield Refusal("without a signature", lambda: call, 403)
                yield Refusal("with a forged signature", lambda: self._signed_with(self._forged())(call), 403)
            case "jwt":
                yield Refusal("without a token", lambda: call, 401)
                yield Refusal("with an unsigned token", lambda: bearer(UNSIGNED)(call), 401)
                if self._cloud and route.scopes:
                    yield Refusal("without a scope", lambda: bearer(self._token(()))(call), 403)
            case _:
                if sent(route):
                    yield Refusal(f"without {' and '.join(name for _, name in sent(route))}", lambda: call, 401)
                yield Refusal("with an unknown key", lambda: identified(route, call, api_keys.new()), 403)

    def _credentials(self) -> Any:
        from botocore.credentials import Credentials
        from botocore.session import Session

        if self._cloud:
            variables = self._cloud.variables()
            return Credentials(variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"])
        return Session().get_credentials()

    def _forged(self) -> Any:
        """The access key, if there is one, with another secret."""
        from botocore.credentials import Credentials

        credentials = self._credentials()
        known = credentials.get_frozen_credentials() if credentials else Credentials("AKIAIOSFODNN7EXAMPLE", "")
        return Credentials(known.access_key, secrets.token_hex(20), known.token)

    def _signed_with(self, credentials: Any) -> Grant:
        from botocore.auth import SigV4Auth
        from botocore.awsrequest import AWSRequest

        def sign(call: Call) -> Call:
            request = AWSRequest(call.method, url_of(self._url, call), dict(call.sent_headers), call.content)
            SigV4Auth(credentials, "execute-api", self._region()).add_auth(request)
            for name in ("X-Amz-Date", "X-Amz-Security-Token", "Authorization"):
                if name in request.headers:
                    call = call.with_header(name, request.headers[name])
            return call

        return sign

    def _region(self) -> str:
        if self._cloud:
            return self._cloud.variables()["AWS_REGION"]
        found = re.search(r"\.execute-api\.([a-z0-9-]+)\.", urlsplit(self._url).hostname or "")
        return found[1] if found else os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or "us-east-1"

    def _token(self, scopes: tuple[str, ...]) -> str:
        if self._cloud:
            words = [word for scope in scopes[:1] for word in ("--scope", scope)]
            done = subprocess.run([SCRIPTS / "token", "--port", str(self._cloud.port), *words], stdout=subprocess.PIPE, text=True)
            if done.returncode:
                raise NoRight("scripts/token failed; see the error above")
            return done.stdout.strip()
        if not (token := os.environ.get(TOKEN)):
            raise NoRight(f"set {TOKEN} to a token of the issuer")
        return token

    def _key_for(self, route: Route) -> str:
        if key := os.environ.get(KEY):
            return key
        if not (self._cloud and route.takes_keys):
            raise NoRight(f"set {KEY} to a value that functions/{route.authorization} admits")
        self._key = self._key or self._keys(self._cloud).add("scripts/smoke")
        return self._key

    @staticmethod
    def _keys(cloud: Cloud) -> api_keys.Keys:
        return api_keys.Keys(aws.local(cloud.port), "local")


def bearer(token: str) -> Grant:
    return lambda call: call.with_header("Authorization", f"Bearer {token}")


def sent(route: Route) -> list[tuple[str, str]]:
    """The identity sources that a client sends: header or querystring, and the name."""
    return [(kind, name) for source in route.identity_sources for kind, _, name in [source.removeprefix("$request.").partition(".")]
            if source.startswith("$request.")]


def identified(route: Route, call: Call, value: str) -> Call:
    for kind, name in sent(route):
        call = call.with_header(name, value) if kind == "header" else call.with_parameter(name, value)
    return call
