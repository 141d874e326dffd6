"""Who signed a request, and whether the signature holds. A web page can send requests to this endpoint, and a function its own
role's credentials: neither can sign as somebody else.

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
# How far the clock of a caller may be from this one's.
LARGEST_SKEW_S = 15 * 60
LONGEST_PRESIGNED_S = 7 * 24 * 3600
TIME = "%Y%m%dT%H%M%SZ"
HASH = re.compile(r"[0-9a-f]{64}")


class Refusal(Exception):
    """Why a request is not let in: an error code of AWS's, and what to do."""

    def __init__(self, code: str, message: str, service: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.service = service


@dataclass(frozen=True)
class AccessKey:
    identifier: str
    secret: str
    # Of temporary credentials: the session token, and the time when they expire, in seconds since 1970.
    token: str | None = None
    expires: float = float("inf")


@dataclass(frozen=True)
class Request:
    """A request as it came: its path and query are not decoded; header names are in lower case."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    # Read only once the caller is known: anybody can send a large body.
    body: Callable[[], bytes]

    def parameters(self) -> list[tuple[str, str]]:
        pairs = (pair.partition("=") for pair in self.query.split("&") if pair)
        return [(unquote_to_bytes(name).decode("latin-1"), unquote_to_bytes(value).decode("latin-1")) for name, _, value in pairs]


@dataclass(frozen=True)
class Claim:
    """What a request says of its signature."""

    identifier: str
    # DATE/REGION/SERVICE/aws4_request
    scope: str
    signature: str
    signed_headers: str
    time: str
    token: str | None
    # Presigned: for how long after its time, in seconds. Otherwise None.
    lifetime: int | None

    @property
    def service(self) -> str:
        return self.scope.split("/")[2]

    def authorization(self) -> str:
        """As a header says it."""
        return f"{ALGORITHM} Credential={self.identifier}/{self.scope}, SignedHeaders={self.signed_headers}, Signature={self.signature}"


def verify(request: Request, find: Callable[[str], AccessKey | None], now: float) -> Claim:
    """Who signed the request; find gives the access key of an identifier, now is in seconds since 1970. Raises Refusal if the
    signature does not hold."""
    claim = claim_of(request, now)
    key = find(claim.identifier)
    if key is None:
        raise refusal(claim, "InvalidClientTokenId", "InvalidAccessKeyId",
                      "The local cloud has not given out this access key: source the local.env of this cloud, and ask roles for new credentials.")
    if not same(key.token or "", claim.token or ""):
        raise refusal(claim, "InvalidClientTokenId", "InvalidToken", "The security token included in the request is invalid.")
    if key.expires < now:
        raise refusal(claim, "ExpiredTokenException", "ExpiredToken", "The security token included in the request is expired.")
    signed_at = moment_of(claim)
    if claim.lifetime is not None and not signed_at - LARGEST_SKEW_S <= now <= signed_at + claim.lifetime:
        raise refusal(claim, "SignatureDoesNotMatch", "AccessDenied", "Request has expired: presign it anew.")
    if claim.lifetime is None and abs(now - signed_at) > LARGEST_SKEW_S:
        raise refusal(claim, "SignatureDoesNotMatch", "RequestTimeTooSkewed",
                      "The difference between the request time and the current time is too large: sign the request when it is sent.")
    expected = signatures_2(request, key) if claim.signed_headers == "" else signatures_4(request, claim, key)
    if not any(same(signature, claim.signature) for signature in expected):
        raise refusal(claim, "SignatureDoesNotMatch", "SignatureDoesNotMatch",
                      "The request signature we calculated does not match the signature you provided: sign the request as it is sent, with the secret"
                      " access key in this cloud's local.env.")
    return claim


def claim_of(request: Request, now: float) -> Claim:
    parameters = dict(request.parameters())
    header = request.headers.get("authorization")
    try:
        if header is not None:
            return claim_of_header(request, header)
        if "X-Amz-Signature" in parameters:
            return claim_of_query(parameters)
        if "Signature" in parameters and "AWSAccessKeyId" in parameters:
            return claim_of_old_query(parameters, now)
    except (KeyError, ValueError) as malformed:
        raise Refusal("IncompleteSignature", f"The signature can't be read: {malformed}. Sign requests with Signature Version 4.") from None
    raise Refusal("MissingAuthenticationToken", "The local cloud takes signed requests only: call it with an AWS client, after sourcing this cloud's local.env,"
                  " or with a presigned URL.")


def claim_of_header(request: Request, header: str) -> Claim:
    algorithm, _, rest = header.partition(" ")
    if algorithm != ALGORITHM:
        raise ValueError(f"it is not {ALGORITHM}")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
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
        raise Refusal("IncompleteSignature", "The date of the request is not like 20260304T050600Z.", claim.service) from None
    if not claim.time.startswith(claim.scope[:8]):
        raise Refusal("SignatureDoesNotMatch", "The date in the credential is not that of the request.", claim.service)
    return moment


def signatures_4(request: Request, claim: Claim, key: AccessKey) -> list[str]:
    """What the signature may be, by each way to write the path."""
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
    # All but S3 encode the encoded path once more, and take away what is superfluous, or not.
    return {quote(path, safe="/~"), quote(normalize_url_path(path), safe="/~")}


def payload_hash(request: Request, claim: Claim) -> str:
    said = request.headers.get("x-amz-content-sha256")
    if said is None and claim.lifetime is not None and claim.service == "s3":
        return "UNSIGNED-PAYLOAD"
    if said is not None and not HASH.fullmatch(said):
        return said
    found = hashlib.sha256(request.body()).hexdigest()
    if said is not None and said != found:
        raise Refusal("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.", claim.service)
    return found


def signatures_2(request: Request, key: AccessKey) -> list[str]:
    """Of a presigned URL; what S3's clients put into its query was a header when they signed."""
    parameters = dict(request.parameters())
    headers = HTTPMessage()
    for name, value in (request.headers | parameters).items():
        if name.startswith("x-amz-") or name in ("content-md5", "content-type"):
            headers[name] = value

    class Signer(HmacV1Auth):
        def _get_date(self) -> str:
            return parameters["Expires"]

    # A bucket in the host's name is part of what is signed.
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
