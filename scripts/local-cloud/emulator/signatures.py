"""Determines who signed a request, and verifies the signature. Web pages can send requests to this endpoint, and functions have their
roles' credentials, but neither can sign as somebody else.

Signature Version 4, in a header or in the query:
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
Version 2 in the query, which is what boto3 presigns for S3 in us-east-1:
https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth
"""

import hashlib
import hmac
import re
import time
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPMessage
from urllib.parse import quote, unquote_to_bytes, urlsplit

from botocore.auth import HmacV1Auth, normalize_url_path
from botocore.credentials import Credentials

ALGORITHM = "AWS4-HMAC-SHA256"
# The maximum difference between the caller's clock and this one, for most services.
LARGEST_SKEW_S = 15 * 60
LONGEST_PRESIGNED_S = 7 * 24 * 3600
TIME = "%Y%m%dT%H%M%SZ"
HASH = re.compile(r"[0-9a-f]{64}")


class Refusal(Exception):
    """The reason why a request is rejected: an AWS error code, and a remedy. A status of 0 stands for the code's own (aws_error.py)."""

    def __init__(self, code: str, message: str, service: str = "", status: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.service = service
        self.status = status


@dataclass(frozen=True)
class AccessKey:
    identifier: str
    secret: str
    # For temporary credentials: the session token, and the expiration time, in seconds since 1970.
    token: str | None = None
    expires: float = float("inf")


@dataclass(frozen=True)
class Request:
    """A raw request: its path and query string are not decoded; header names are in lowercase."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    # The SHA-256 of the body, in hexadecimal. Called only after the caller is known, because anybody can send a large body.
    body_hash: Callable[[], str]

    def parameters(self) -> list[tuple[str, str]]:
        pairs = (pair.partition("=") for pair in self.query.split("&") if pair)
        return [(unquote_to_bytes(name).decode("latin-1"), unquote_to_bytes(value).decode("latin-1")) for name, _, value in pairs]


@dataclass(frozen=True)
class Claim:
    """The signature's parameters in a request."""

    identifier: str
    # DATE/REGION/SERVICE/aws4_request
    scope: str
    signature: str
    signed_headers: str
    time: str
    token: str | None
    # For a presigned request, how long it is valid, in seconds; otherwise None.
    lifetime: int | None

    @property
    def service(self) -> str:
        return self.scope.split("/")[2]

    def authorization(self) -> str:
        """Parses a header."""
        return f"{ALGORITHM} Credential={self.identifier}/{self.scope}, SignedHeaders={self.signed_headers}, Signature={self.signature}"


def verify(request: Request, find: Callable[[str], AccessKey | None], now: float, skew_s: float = LARGEST_SKEW_S) -> Claim:
    """The caller who signed the request. find returns the access key for an ID, now is in seconds since 1970, skew_s is the maximum
    difference between the clocks. Raises Refusal if the signature is invalid."""
    claim = claim_of(request, now)
    key = find(claim.identifier)
    if key is None:
        raise refusal(claim, "InvalidClientTokenId", "InvalidAccessKeyId",
                      "The local cloud did not issue this access key: source the local.env of this cloud, and assume roles again.")
    if not same(key.token or "", claim.token or ""):
        raise refusal(claim, "InvalidClientTokenId", "InvalidToken", "The security token included in the request is invalid.")
    if key.expires < now:
        raise refusal(claim, "ExpiredTokenException", "ExpiredToken", "The security token included in the request is expired.")
    signed_at = moment_of(claim)
    if claim.lifetime is not None and not signed_at - skew_s <= now <= signed_at + claim.lifetime:
        raise refusal(claim, "SignatureDoesNotMatch", "AccessDenied", "Request has expired: create a new presigned URL.")
    if claim.lifetime is None and abs(now - signed_at) > skew_s:
        raise refusal(claim, "SignatureDoesNotMatch", "RequestTimeTooSkewed",
                      "The difference between the request time and the current time is too large: sign the request when it is sent.")
    expected = signatures_2(request, key) if claim.signed_headers == "" else signatures_4(request, claim, key)
    if not any(same(signature, claim.signature) for signature in expected):
        raise refusal(claim, "SignatureDoesNotMatch", "SignatureDoesNotMatch",
                      "The request signature we calculated does not match the signature you provided: sign the request as it is sent, with the secret"
                      " access key in this cloud's local.env.")
    return claim


def claim_of(request: Request, now: float) -> Claim:
    named = request.parameters()
    parameters = dict(named)
    header = request.headers.get("authorization")
    try:
        if len(set(names := [name for name, _ in named if name.startswith("X-Amz-")])) < len(names):
            raise ValueError("a part is repeated")
        if header is not None:
            return claim_of_header(request, header)
        if "X-Amz-Signature" in parameters:
            return claim_of_query(parameters)
        if "Signature" in parameters and "AWSAccessKeyId" in parameters:
            return claim_of_old_query(parameters, now)
    except (KeyError, ValueError) as malformed:
        raise Refusal("IncompleteSignature", f"The signature can't be read: {malformed}. Sign requests with Signature Version 4.") from None
    raise Refusal("MissingAuthenticationToken", "The local cloud accepts only signed requests: source this cloud's local.env and use an AWS client,"
                  " or use a presigned URL.")


def claim_of_header(request: Request, header: str) -> Claim:
    algorithm, _, rest = header.partition(" ")
    if algorithm != ALGORITHM:
        raise ValueError(f"it is not {ALGORITHM}")
    named = [part.strip().split("=", 1) for part in rest.split(",")]
    parts = dict(named)
    if len(parts) < len(named):
        raise ValueError("a part is repeated")
    identifier, scope = split_credential(parts["Credential"])
    signed = parts["SignedHeaders"]
    return Claim(identifier, scope, parts["Signature"], with_host(signed), request.headers["x-amz-date"], request.headers.get("x-amz-security-token"), None)


def claim_of_query(parameters: dict[str, str]) -> Claim:
    if parameters["X-Amz-Algorithm"] != ALGORITHM:
        raise ValueError(f"it is not {ALGORITHM}")
    identifier, scope = split_credential(parameters["X-Amz-Credential"])
    lifetime = int(parameters["X-Amz-Expires"])
    if not 0 < lifetime <= LONGEST_PRESIGNED_S:
        raise ValueError("X-Amz-Expires is not from 1 to 604800")
    return Claim(identifier, scope, parameters["X-Amz-Signature"], with_host(parameters["X-Amz-SignedHeaders"]), parameters["X-Amz-Date"],
                 parameters.get("X-Amz-Security-Token"), lifetime)


def claim_of_old_query(parameters: dict[str, str], now: float) -> Claim:
    lifetime = int(parameters["Expires"]) - int(now)
    moment = time.strftime(TIME, time.gmtime(now))
    return Claim(parameters["AWSAccessKeyId"], f"{moment[:8]}/us-east-1/s3/aws4_request", parameters["Signature"], "", moment,
                 parameters.get("x-amz-security-token"), lifetime)


def split_credential(credential: str) -> tuple[str, str]:
    identifier, date, region, service, end = credential.split("/")
    if end != "aws4_request" or not re.fullmatch(r"\d{8}/[a-z0-9-]+/[a-z0-9.-]+", f"{date}/{region}/{service}", re.IGNORECASE):
        raise ValueError("the credential is not ID/DATE/REGION/SERVICE/aws4_request")
    return identifier, f"{date}/{region}/{service}/{end}"


def with_host(signed_headers: str) -> str:
    if "host" not in signed_headers.split(";"):
        raise ValueError("the host is not signed")
    return signed_headers


def moment_of(claim: Claim) -> float:
    try:
        moment = timegm(time.strptime(claim.time, TIME))
    except ValueError:
        raise Refusal("IncompleteSignature", "The date of the request must have a format like 20260304T050600Z.", claim.service) from None
    if not claim.time.startswith(claim.scope[:8]):
        raise Refusal("SignatureDoesNotMatch", "The date in the credential differs from that of the request.", claim.service)
    return moment


def signatures_4(request: Request, claim: Claim, key: AccessKey) -> list[str]:
    """The valid signatures, one for each way to encode the path."""
    names = claim.signed_headers.split(";")
    headers = "".join(f"{name}:{' '.join(request.headers.get(name, '').split())}\n" for name in names)
    query = "&".join(sorted(
        f"{encode(name)}={encode(value)}" for name, value in request.parameters() if claim.lifetime is None or name != "X-Amz-Signature"))
    signing_key = f"AWS4{key.secret}".encode()
    for part in claim.scope.split("/"):
        signing_key = digest(signing_key, part)
    payload = payload_hash(request, claim)
    result = []
    for path in paths(request.path, claim.service):
        canonical = "\n".join([request.method, path, query, headers, claim.signed_headers, payload])
        hashed = hashlib.sha256(canonical.encode("latin-1")).hexdigest()
        result.append(digest(signing_key, f"{ALGORITHM}\n{claim.time}\n{claim.scope}\n{hashed}").hex())
    return result


def paths(path: str, service: str) -> set[str]:
    if service == "s3":
        return {path, quote(unquote_to_bytes(path), safe="/~")}
    if service == "execute-api":
        # The path chooses a route, which isn't normalized either.
        return {quote(path, safe="/~")}
    # All services but S3 encode the encoded path again, and may normalize it.
    return {quote(path, safe="/~"), quote(normalize_url_path(path), safe="/~")}


def payload_hash(request: Request, claim: Claim) -> str:
    said = request.headers.get("x-amz-content-sha256")
    if said is None and claim.lifetime is not None and claim.service == "s3":
        return "UNSIGNED-PAYLOAD"
    if said is not None and not HASH.fullmatch(said):
        return said
    found = request.body_hash()
    if said is not None and said != found:
        raise Refusal("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.", claim.service)
    return found


def signatures_2(request: Request, key: AccessKey) -> list[str]:
    """For a presigned URL: query parameters that were headers when S3's clients signed the request."""
    parameters = dict(request.parameters())
    headers = HTTPMessage()
    for name, value in (request.headers | parameters).items():
        if name.startswith("x-amz-") or name in ("content-md5", "content-type"):
            headers[name] = value

    class Signer(HmacV1Auth):
        def _get_date(self) -> str:
            return parameters["Expires"]

    # A bucket in the host name is part of what is signed.
    bucket, below, _ = request.headers.get("host", "").partition(".localhost")
    path = f"/{bucket}{request.path}" if below else request.path
    signer = Signer(Credentials(key.identifier, key.secret))
    return [signer.get_signature(request.method, urlsplit(f"http://s3{path}?{request.query}"), headers)]


def refusal(claim: Claim, code: str, code_of_s3: str, message: str) -> Refusal:
    return Refusal(code_of_s3 if claim.service == "s3" else code, message, claim.service)


def encode(text: str) -> str:
    return quote(text.encode("latin-1"), safe="~")


def digest(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode("latin-1"), "sha256")


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("latin-1", "replace"), other.encode("latin-1", "replace"))
