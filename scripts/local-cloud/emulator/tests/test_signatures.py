import hashlib
import sys
import time
import unittest
from calendar import timegm
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from botocore.auth import HmacV1QueryAuth, S3SigV4Auth, S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from signatures import LARGEST_SKEW_S, AccessKey, Refusal, Request, verify

EMPTY = hashlib.sha256(b"").hexdigest()
KEY = AccessKey("LOCALEXAMPLE", "the user's secret")
ROLE = AccessKey("ASIAEXAMPLE", "the role's secret", "the role's token", 2e9)
KEYS = {key.identifier: key for key in (KEY, ROLE)}
URL = "http://127.0.0.1:3001"


def at(text: str) -> float:
    return timegm(time.strptime(text, "%Y%m%dT%H%M%SZ"))


def received(method: str, url: str, headers: dict[str, str], body: bytes = b"") -> Request:
    parts = urlsplit(url)
    named = {"host": parts.netloc} | {name.lower(): value for name, value in headers.items()}
    return Request(method, parts.path or "/", parts.query, named, lambda: hashlib.sha256(body).hexdigest())


def signed(service: str = "lambda", method: str = "GET", path: str = "/", body: bytes = b"", key: AccessKey = KEY,
           headers: dict[str, str] | None = None) -> Request:
    """A request that botocore has just signed."""
    request = AWSRequest(method, URL + path, headers=headers or {}, data=body)
    signer = S3SigV4Auth if service == "s3" else SigV4Auth
    signer(Credentials(key.identifier, key.secret, key.token), service, "us-east-1").add_auth(request)
    return received(method, str(request.url), dict(request.headers), body)


def presigned(old: bool = False, method: str = "GET", path: str = "/bucket/key", key: AccessKey = KEY, host: str = URL, lifetime: int = 60) -> Request:
    request = AWSRequest(method, host + path)
    credentials = Credentials(key.identifier, key.secret, key.token)
    if old:
        # The bucket name in the host is signed as the beginning of the path.
        bucket, below, _ = urlsplit(host).netloc.partition(".localhost")
        request.auth_path = f"/{bucket}{path}" if below else None
        HmacV1QueryAuth(credentials, expires=lifetime).add_auth(request)
    else:
        S3SigV4QueryAuth(credentials, "s3", "us-east-1", expires=lifetime).add_auth(request)
    return received(method, str(request.url), {})


class AwsExamples(unittest.TestCase):
    """The examples in AWS's documentation."""

    def test_of_the_guide_to_iam(self) -> None:
        # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html, as of 2015: ListUsers
        key = AccessKey("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        request = received("GET", "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08", {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "X-Amz-Date": "20150830T123600Z",
            "Authorization": "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
                             "SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
        })
        self.assertEqual("iam", verify(request, {key.identifier: key}.get, at("20150830T123600Z")).service)

    def test_of_the_guide_to_s3(self) -> None:
        # https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
        key = AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        request = received("GET", "https://examplebucket.s3.amazonaws.com/test.txt", {
            "Range": "bytes=0-9", "x-amz-content-sha256": EMPTY, "x-amz-date": "20130524T000000Z",
            "Authorization": "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                             "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,"
                             "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        })
        self.assertEqual("s3", verify(request, {key.identifier: key}.get, at("20130524T000000Z")).service)

    def test_of_a_presigned_url(self) -> None:
        # https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
        key = AccessKey("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        url = ("https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
               "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
               "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
        self.assertEqual("s3", verify(received("GET", url, {}), {key.identifier: key}.get, at("20130524T120000Z")).service)


class SignatureTests(unittest.TestCase):
    def assert_refused(self, code: str, request: Request, later_s: float = 0) -> None:
        with self.assertRaises(Refusal) as refused:
            self.verify(request, later_s)
        self.assertEqual(code, refused.exception.code)

    def verify(self, request: Request, later_s: float = 0) -> str:
        return verify(request, KEYS.get, time.time() + later_s).identifier

    def test_what_a_client_signs_is_let_in(self) -> None:
        arn = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af/policy?Qualifier=live&b=%20c%2B&a"
        for request in (
            signed(), signed(key=ROLE), signed(path=arn), signed("sqs", "POST", body=b"{}", headers={"X-Amz-Target": "AmazonSQS.ListQueues"}),
            signed("lambda", path="/a//b/../c"), signed("sts", "POST", body=b"Action=GetCallerIdentity"),
            signed("s3", "PUT", "/bucket/a%20b/%C3%A9%2Bc~d", b"body"), signed("s3", path="/bucket?list-type=2&prefix=a%2Fb"),
            presigned(), presigned(method="PUT"), presigned(key=ROLE), presigned(old=True), presigned(old=True, key=ROLE),
            presigned(old=True, host="http://bucket.localhost:3001", path="/key"),
        ):
            with self.subTest(request.path + "?" + request.query):
                self.assertIn(self.verify(request), KEYS)

    def test_what_nobody_signed_is_not(self) -> None:
        for request in (received("GET", URL, {}), received("GET", f"{URL}/bucket?Action=ListBuckets", {}), received("GET", f"{URL}/?Signature=x", {})):
            self.assert_refused("MissingAuthenticationToken", request)

    def test_what_can_t_be_read_is_not(self) -> None:
        good = signed()
        for header in ("", "Bearer x", "AWS LOCALEXAMPLE:c2lnbmF0dXJl", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=LOCALEXAMPLE",
                       good.headers["authorization"].replace("host;", ""), good.headers["authorization"].replace("us-east-1", "us east 1"),
                       good.headers["authorization"].replace("us-east-1", "Credential=LOCALEXAMPLE"),
                       good.headers["authorization"].replace("SignedHeaders", "SignedHeaders=host, SignedHeaders"),
                       good.headers["authorization"].replace("aws4_request", "aws5_request")):
            with self.subTest(header):
                self.assert_refused("IncompleteSignature", replace(good, headers=good.headers | {"authorization": header}))

    def test_what_is_not_as_it_was_signed_is_not(self) -> None:
        good = signed("lambda", "POST", "/2015-03-31/functions?a=b", b"body")
        for changed in (
            replace(good, method="PUT"), replace(good, path="/2015-03-31/layers"), replace(good, query="a=c"), replace(good, query="a=b&c=d"),
            replace(good, body_hash=lambda: EMPTY), replace(good, headers=good.headers | {"host": "127.0.0.1:3002"}),
            replace(presigned(), path="/bucket/other"), replace(presigned(), method="PUT"),
            replace(presigned(old=True), path="/bucket/other"), replace(presigned(old=True), method="PUT"),
        ):
            self.assert_refused("SignatureDoesNotMatch", changed)

    def test_another_s_secret_signs_nothing(self) -> None:
        self.assert_refused("SignatureDoesNotMatch", signed(key=replace(KEY, secret="guessed")))
        self.assert_refused("SignatureDoesNotMatch", presigned(key=replace(KEY, secret="guessed")))
        self.assert_refused("SignatureDoesNotMatch", presigned(old=True, key=replace(KEY, secret="guessed")))
        self.assert_refused("SignatureDoesNotMatch", signed(key=replace(KEY, secret="")))

    def test_an_access_key_that_was_not_given_out_signs_nothing(self) -> None:
        self.assert_refused("InvalidClientTokenId", signed(key=AccessKey("test", "test")))
        self.assert_refused("InvalidAccessKeyId", presigned(key=AccessKey("test", "test")))

    def test_the_token_of_temporary_credentials_belongs_to_them(self) -> None:
        self.assert_refused("InvalidClientTokenId", signed(key=replace(ROLE, token=None)))
        self.assert_refused("InvalidClientTokenId", signed(key=replace(ROLE, token="another")))
        self.assert_refused("InvalidClientTokenId", signed(key=replace(KEY, token="any")))
        self.assert_refused("InvalidToken", presigned(old=True, key=replace(ROLE, token="another")))

    def test_temporary_credentials_expire(self) -> None:
        self.assert_refused("ExpiredTokenException", signed(key=ROLE), ROLE.expires - time.time() + 1)

    def test_a_signature_is_for_its_time(self) -> None:
        self.assert_refused("SignatureDoesNotMatch", signed(), LARGEST_SKEW_S + 60)
        self.assert_refused("SignatureDoesNotMatch", signed(), -LARGEST_SKEW_S - 60)
        self.assert_refused("AccessDenied", presigned(), 120)
        self.assert_refused("AccessDenied", presigned(old=True), 120)
        self.assert_refused("IncompleteSignature", presigned(lifetime=604801))

    def test_a_hash_of_another_body_is_refused(self) -> None:
        request = signed("s3", "PUT", "/bucket/key", b"body")
        self.assert_refused("XAmzContentSHA256Mismatch", replace(request, body_hash=lambda: EMPTY))

    def test_a_large_body_of_a_stranger_is_not_read(self) -> None:
        def body() -> str:
            raise AssertionError("it was read")

        self.assert_refused("InvalidClientTokenId", replace(signed(key=AccessKey("test", "test")), body_hash=body))
