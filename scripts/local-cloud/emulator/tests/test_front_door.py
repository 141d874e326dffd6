import socket
import unittest
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from botocore.auth import S3SigV4QueryAuth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from emulators import SECRET, USER, ComputePlane, client, credentials, emulator, opener
from event_defects import is_denied
from functions import make_function, make_role, zip_of

STATE = "quickchange-terraform-state-123456789012"
CREDENTIALS = Credentials(*USER.values())
COGNITO = [
    "AWSCognitoIdentityService.GetId", "AWSCognitoIdentityService.GetOpenIdToken", "AWSCognitoIdentityProviderService.ConfirmSignUp",
    "AWSCognitoIdentityProviderService.GetUser", "AWSCognitoIdentityProviderService.ForgotPassword",
    "AWSCognitoIdentityProviderService.InitiateAuth", "AWSCognitoIdentityProviderService.SignUp",
]
UPGRADE = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]


def ask(url: str, line: str, *headers: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    """Sends a raw request, and reads the complete response."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=20) as connection:
        connection.sendall("\r\n".join([line, *headers, "", ""]).encode("latin-1") + body)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, rest = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    return int(status.split()[1]), {name.lower(): value for name, _, value in (each.partition(": ") for each in lines)}, rest


def signed_headers(url: str, host: str, service: str = "s3") -> list[str]:
    """The response to a GET that the cloud's user has signed for a host."""
    request = AWSRequest("GET", f"http://{host}{urlsplit(url).path or '/'}")
    SigV4Auth(CREDENTIALS, service, "us-east-1").add_auth(request)
    return [f"{name}: {value}" for name, value in request.headers.items()]


class FrontDoorTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.compute = ComputePlane()
        cls.addClassCleanup(cls.compute.close)
        cls.url = cls.enterClassContext(emulator(cls.compute.url, hosts=["dev.example"]))
        cls.s3 = client("s3", cls.url)
        cls.s3.create_bucket(Bucket=STATE)
        cls.s3.put_object(Bucket=STATE, Key="state", Body=b"state")

    def assert_refused(self, answer: tuple[int, dict[str, str], bytes], words: bytes) -> None:
        status, headers, body = answer
        self.assertEqual(403, status, body)
        self.assertIn(words, body)
        self.assertEqual([], [name for name in headers if name.startswith("access-control")])

    def assert_unchanged(self) -> None:
        self.assertEqual(["state"], [each["Key"] for each in self.s3.list_objects_v2(Bucket=STATE)["Contents"]])
        self.assertEqual(b"state", self.s3.get_object(Bucket=STATE, Key="state")["Body"].read())

    def test_a_request_under_another_name_is_refused_although_it_is_signed(self) -> None:
        for host in ("rebound.test", f"rebound.test:{urlsplit(self.url).port}", "localhost.rebound.test", "0.0.0.0", "sub.dev.example"):
            for more in ([], UPGRADE):
                with self.subTest(host=host, more=more):
                    answer = ask(self.url, "GET / HTTP/1.1", f"Host: {host}", *signed_headers(self.url, host), *more)
                    self.assert_refused(answer, b"scripts/up --host NAME")

    def test_a_request_under_a_name_of_this_machine_or_an_allowed_one_is_served(self) -> None:
        for host in ("127.0.0.1", "localhost:1", "[::1]:3001", "dev.example", "bucket.localhost"):
            with self.subTest(host):
                status, _, body = ask(self.url, "GET / HTTP/1.1", f"Host: {host}", *signed_headers(self.url, host))
                self.assertIn(status, (200, 404), body)

    def test_a_host_that_is_missing_repeated_or_said_twice_is_refused(self) -> None:
        good = signed_headers(self.url, "localhost")
        for line, *hosts in (
            ("GET / HTTP/1.1",), ("GET / HTTP/1.0",), ("GET / HTTP/1.1", "Host:"), ("GET / HTTP/1.1", "Host: localhost", "Host: localhost"),
            ("GET / HTTP/1.1", "Host: localhost", "Host: rebound.test"), ("GET / HTTP/1.1", "Host: user@localhost"),
            ("GET http://rebound.test/ HTTP/1.1", "Host: localhost"), ("GET http://localhost/ HTTP/1.1", "Host: rebound.test"),
            ("GET http://user@localhost/ HTTP/1.1", "Host: localhost"),
        ):
            with self.subTest(line=line, hosts=hosts):
                self.assert_refused(ask(self.url, line, *hosts, *good), b"not a name of the local cloud")
        status, _, _ = ask(self.url, "GET http://localhost/ HTTP/1.1", "Host: localhost", *good)
        self.assertEqual(200, status)

    def test_a_web_page_is_refused_although_its_request_is_signed(self) -> None:
        for origin in ("http://evil.test", "null", "", self.url, "http://localhost:3000"):
            for more in ([], UPGRADE):
                with self.subTest(origin=origin, more=more):
                    answer = ask(self.url, "GET / HTTP/1.1", "Host: localhost", f"Origin: {origin}", *signed_headers(self.url, "localhost"), *more)
                    self.assert_refused(answer, b"Web pages")

    def test_a_bucket_s_cors_configuration_opens_nothing(self) -> None:
        self.s3.create_bucket(Bucket="open")
        self.s3.put_bucket_cors(Bucket="open", CORSConfiguration={"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["GET", "PUT"]}]})
        answer = ask(self.url, "OPTIONS /open/key HTTP/1.1", "Host: localhost", "Origin: http://evil.test", "Access-Control-Request-Method: PUT")
        self.assert_refused(answer, b"CORS configurations of buckets are stored but not applied")

    def test_what_a_form_or_an_image_sends_changes_and_reads_nothing(self) -> None:
        form = b"Action=DeleteQueue&Version=2012-11-05"
        multipart = (b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nx\r\n'
                     b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--\r\n')
        for line, content_type, body in (
            ("GET /", "", b""), ("GET /?Action=ListUsers&Version=2010-05-08", "", b""), (f"GET /{STATE}/state", "", b""),
            (f"GET /{STATE}?list-type=2", "", b""),
            ("GET /2015-03-31/functions/", "", b""), ("POST /", "application/x-www-form-urlencoded", form),
            (f"POST /{STATE}", "multipart/form-data; boundary=b", multipart), (f"POST /{STATE}/state?uploads", "text/plain", b""),
            ("POST /moto-api/reset", "text/plain", b""), ("POST /2015-03-31/functions/f/invocations", "text/plain", b"{}"),
            ("POST /?Action=AssumeRoleWithWebIdentity", "application/x-www-form-urlencoded", b"Action=AssumeRoleWithWebIdentity&Version=2011-06-15"),
        ):
            with self.subTest(line):
                headers = ["Host: localhost", f"Content-Length: {len(body)}", *([f"Content-Type: {content_type}"] if content_type else [])]
                self.assert_refused(ask(self.url, f"{line} HTTP/1.1", *headers, body=body), b"only signed requests")
        self.assertEqual([], self.compute.invocations())
        self.assert_unchanged()

    def test_a_body_that_was_refused_is_not_the_next_request(self) -> None:
        hidden = "\r\n".join(["PUT /hidden HTTP/1.1", "Host: localhost", "Content-Length: 0", *signed_headers(self.url, "localhost"), "", ""]).encode()
        _, _, body = ask(self.url, "POST / HTTP/1.1", "Host: rebound.test", f"Content-Length: {len(hidden)}", body=hidden)
        self.assertNotIn(b"HTTP/1.1", body)

    def test_moto_s_own_pages_and_a_service_that_can_t_be_guarded_are_not_served(self) -> None:
        own = ("/moto-api/", "/moto-api/data.json", "/moto-api/reset", "/moto-api/recorder/start-recording", "/favicon.ico",
               "/latest/meta-data/")
        for path, service in (*((path, "s3") for path in own), ("/2015-01-01/domain", "es")):
            with self.subTest(path):
                request = f"GET {path} HTTP/1.1", "Host: localhost"
                self.assert_refused(ask(self.url, *request), b"only signed requests")
                status, headers, body = ask(self.url, *request, *signed_headers(self.url + path, "localhost", service))
                self.assertEqual((404, True), (status, b"doesn't serve" in body))
                self.assertNotIn("access-control-allow-origin", headers)
        self.assert_unchanged()

    def test_the_compute_plane_is_told_the_secret(self) -> None:
        make_function(self.url, "told")
        client("lambda", self.url).invoke(FunctionName="told")
        self.assertEqual({f"Bearer {SECRET}"}, {sent.get("Authorization") for _, sent, _ in self.compute.received})
        self.compute.received.clear()

    def test_a_role_reaches_the_state_by_no_way(self) -> None:
        everything_else = {"Effect": "Allow", "Action": "s3:*", "Resource": ["arn:aws:s3:::own", "arn:aws:s3:::own/*"]}
        role = make_role(self.url, "writer", everything_else)
        self.s3.create_bucket(Bucket="own")
        own = credentials(client("sts", self.url).assume_role(RoleArn=role, RoleSessionName="session")["Credentials"])
        narrow = client("s3", self.url, **own)
        narrow.put_object(Bucket="own", Key="key", Body=b"own")
        upload = self.s3.create_multipart_upload(Bucket=STATE, Key="state")["UploadId"]
        part = {"Bucket": STATE, "Key": "state", "UploadId": upload, "PartNumber": 1}
        for name, parameters in {
            "put_object": {"Bucket": STATE, "Key": "state", "Body": b"x"}, "get_object": {"Bucket": STATE, "Key": "state"},
            "delete_object": {"Bucket": STATE, "Key": "state"},
            "copy_object": {"Bucket": STATE, "Key": "state", "CopySource": "own/key"}, "create_multipart_upload": {"Bucket": STATE, "Key": "state"},
            "upload_part": part | {"Body": b"x"}, "upload_part_copy": part | {"CopySource": "own/key"},
            "complete_multipart_upload": {"Bucket": STATE, "Key": "state", "UploadId": upload}, "list_objects_v2": {"Bucket": STATE},
            "put_object_tagging": {"Bucket": STATE, "Key": "state", "Tagging": {"TagSet": []}}, "delete_bucket": {"Bucket": STATE},
            "put_bucket_policy": {"Bucket": STATE, "Policy": "{}"}, "put_object_acl": {"Bucket": STATE, "Key": "state", "ACL": "public-read-write"},
            "put_bucket_lifecycle_configuration": {"Bucket": STATE, "LifecycleConfiguration": {"Rules": [
                {"ID": "x", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}]}},
        }.items():
            with self.subTest(name):
                self.assertTrue(is_denied(getattr(narrow, name), **parameters))
        # The response to this call contains an error for each object.
        [error] = narrow.delete_objects(Bucket=STATE, Delete={"Objects": [{"Key": "state"}]})["Errors"]
        self.assertEqual("AccessDenied", error["Code"])
        for method in ("get_object", "put_object", "delete_object"):
            with self.subTest(f"presigned {method}"):
                self.assertEqual(403, self.status(narrow, method))
        other, stranger = make_role(self.url, "other"), client("s3", self.url, aws_access_key_id="test", aws_secret_access_key="test")
        self.assertTrue(is_denied(client("sts", self.url, **own).assume_role, RoleArn=other, RoleSessionName="session"))
        self.assertTrue(is_denied(stranger.put_object, Bucket=STATE, Key="state", Body=b"x"))
        self.assertTrue(is_denied(narrow.copy_object, Bucket="own", Key="stolen", CopySource=f"{STATE}/state"))
        self.s3.abort_multipart_upload(Bucket=STATE, Key="state", UploadId=upload)
        # AWS accepts these without a signature; with a signature, the path or the Action identifies each one.
        for target in COGNITO:
            s3, iam, functions = (client(service, self.url, **own) for service in ("s3", "iam", "lambda"))
            for each in (s3, iam, functions):
                each.meta.events.register("before-call", lambda params, target=target, **_: params["headers"].update({"X-Amz-Target": target}))
            for call, parameters in ((s3.put_object, {"Bucket": STATE, "Key": "state", "Body": b"x"}), (iam.list_roles, {}),
                                     (iam.create_user, {"UserName": "intruder"}), (functions.list_functions, {})):
                with self.subTest(target, call=call.__name__):
                    self.assertTrue(is_denied(call, **parameters))
        self.assert_unchanged()

    def test_the_user_s_presigned_urls_work(self) -> None:
        self.assertEqual(200, self.status(self.s3, "get_object"))
        url = AWSRequest("GET", f"{self.url}/{STATE}/state")
        S3SigV4QueryAuth(CREDENTIALS, "s3", "us-east-1", expires=60).add_auth(url)
        self.assertEqual(b"state", opener.open(str(url.url), timeout=20).read())
        # An image or a link in a page has no origin; the signature grants access, as on AWS.
        with_page = urllib.request.Request(str(url.url), headers={"Sec-Fetch-Site": "cross-site", "Referer": "http://page.test/"})
        self.assertEqual(b"state", opener.open(with_page, timeout=20).read())

    def test_code_can_be_downloaded_by_its_location_alone(self) -> None:
        make_function(self.url, "located")
        location = client("lambda", self.url).get_function(FunctionName="located")["Code"]["Location"]
        self.assertEqual(zip_of("one"), opener.open(location, timeout=20).read())
        for changed in (location.partition("?")[0], location[:-1] + ("0" if location[-1] != "0" else "1"), location.replace("located", "other")):
            with self.subTest(changed), self.assertRaises(urllib.error.HTTPError) as refused:
                opener.open(changed, timeout=20)
            self.assertEqual(403, refused.exception.code)

    def test_a_body_in_chunks_is_taken(self) -> None:
        path = "/2015-03-31/functions/f/invocations"
        request = AWSRequest("POST", f"http://localhost{path}", data=b'{"a":1}')
        SigV4Auth(CREDENTIALS, "lambda", "us-east-1").add_auth(request)
        headers = [f"{name}: {value}" for name, value in request.headers.items()]
        chunks = b'3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n'
        status, _, _ = ask(self.url, f"POST {path} HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", *headers, body=chunks)
        self.assertEqual((200, b'{"a":1}'), (status, self.compute.invocations()[0][2]))
        self.compute.received.clear()

    def test_a_body_whose_length_can_t_be_read_is_refused(self) -> None:
        for headers, body in ((["Content-Length: abc"], b""), (["Content-Length: -1"], b""), (["Content-Length: 1_0"], b""),
                              (["Transfer-Encoding: chunked"], b"x\r\n")):
            with self.subTest(headers):
                status, answered, body = ask(self.url, "GET / HTTP/1.1", "Host: localhost", *signed_headers(self.url, "localhost"), *headers, body=body)
                self.assertEqual((400, "MalformedHttpRequestException"), (status, answered.get("x-amzn-errortype")), body)

    def test_a_service_that_is_not_there_is_refused(self) -> None:
        for service in ("nothing", "dynamodb"):
            with self.subTest(service):
                status, answered, _ = ask(self.url, "GET / HTTP/1.1", "Host: localhost", *signed_headers(self.url, "localhost", service))
                self.assertEqual((400, "UnknownOperationException"), (status, answered.get("x-amzn-errortype")))

    def test_each_service_s_clients_understand_a_refusal(self) -> None:
        wrong: Any = {"aws_access_key_id": USER["AWS_ACCESS_KEY_ID"], "aws_secret_access_key": "wrong"}
        for service, call in (("s3", "list_buckets"), ("lambda", "list_functions"), ("sqs", "list_queues"), ("sts", "get_caller_identity"),
                              ("dynamodb", "list_tables"), ("iam", "list_roles"), ("apigatewayv2", "get_apis"), ("logs", "describe_log_groups")):
            with self.subTest(service):
                with self.assertRaises(ClientError) as refused:
                    getattr(client(service, self.url, **wrong), call)()
                self.assertEqual("SignatureDoesNotMatch", refused.exception.response["Error"]["Code"])
                self.assertIn("local.env", refused.exception.response["Error"]["Message"])

    def status(self, s3: Any, method: str) -> int:
        """The response to a presigned request for the state."""
        url = s3.generate_presigned_url(method, {"Bucket": STATE, "Key": "state"})
        verb = {"get_object": "GET", "put_object": "PUT", "delete_object": "DELETE"}[method]
        try:
            return opener.open(urllib.request.Request(url, method=verb), timeout=20).status
        except urllib.error.HTTPError as error:
            return error.code
