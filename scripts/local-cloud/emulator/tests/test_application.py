import json
import os
import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
from urllib.parse import quote, urlsplit

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from emulators import LAUNCHER, PATIENCE, USER, VARIABLES, ComputePlane, client, emulator, opener
from event_defects import as_role
from functions import let_in, make_function

FUNCTIONS = "arn:aws:lambda:us-east-1:123456789012:function:"


def unquote_slash(key: str) -> str:
    """Unlike moto, AWS doesn't encode the slashes in an encoded key; both mean the same."""
    return key.replace("%2F", "/")


class ApplicationTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.compute = ComputePlane()
        cls.addClassCleanup(cls.compute.close)
        cls.url = cls.enterClassContext(emulator(cls.compute.url))

    def setUp(self) -> None:
        self.compute.received.clear()
        self.lambdas = client("lambda", self.url)

    def test_an_uploaded_object_invokes_the_alias_of_its_notification_asynchronously(self) -> None:
        function = make_function(self.url, "reader", Publish=True)["FunctionArn"].removesuffix(":1")
        self.lambdas.create_alias(FunctionName="reader", Name="live", FunctionVersion="1")
        s3 = client("s3", self.url)
        s3.create_bucket(Bucket="uploads")
        let_in(self.url, "reader", "s3", Qualifier="live", SourceArn="arn:aws:s3:::uploads")
        s3.put_bucket_notification_configuration(
            Bucket="uploads",
            NotificationConfiguration={
                "LambdaFunctionConfigurations": [
                    {
                        "LambdaFunctionArn": f"{function}:live",
                        "Events": ["s3:ObjectCreated:*"],
                        "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": "inbox/"}]}},
                    }
                ]
            },
        )
        s3.put_object(Bucket="uploads", Key="other/x.csv", Body=b"x")
        s3.put_object(Bucket="uploads", Key="inbox/a b.csv", Body=b"x")

        [(path, sent, body)] = self.compute.invocations()
        self.assertEqual(f"/2015-03-31/functions/{quote(function + ':live', safe='')}/invocations", path)
        self.assertEqual("Event", sent["X-Amz-Invocation-Type"])
        self.assertEqual("inbox/a+b.csv", unquote_slash(json.loads(body)["Records"][0]["s3"]["object"]["key"]))

    def test_an_invocation_reaches_the_compute_plane_and_its_answer_the_caller_unchanged(self) -> None:
        headers = {"X-Amz-Executed-Version": "3", "X-Amz-Function-Error": "Unhandled", "X-Amz-Log-Result": "bG9n"}
        self.compute.answer = (200, headers, b'{"errorType":"E"}')

        answer = self.lambdas.invoke(
            FunctionName="f", Qualifier="live", LogType="Tail", ClientContext="e30=", Payload=b'{"name":"Marco"}'
        )

        (path, sent, body) = self.compute.invocations()[0]
        self.assertEqual("/2015-03-31/functions/f/invocations?Qualifier=live", path)
        self.assertEqual(b'{"name":"Marco"}', body)
        self.assertEqual(("Tail", "e30="), (sent["X-Amz-Log-Type"], sent["X-Amz-Client-Context"]))
        self.assertEqual(b'{"errorType":"E"}', answer["Payload"].read())
        self.assertEqual(
            ("3", "Unhandled", "bG9n"), (answer["ExecutedVersion"], answer["FunctionError"], answer["LogResult"])
        )

    def test_a_role_invokes_what_its_policies_allow_and_nothing_else(self) -> None:
        allow = {"Effect": "Allow", "Action": "lambda:InvokeFunction"}
        deny = {"Effect": "Deny", "Action": "lambda:*", "Resource": f"{FUNCTIONS}denied"}
        none = as_role(self.url, "lambda", "none", {"Effect": "Allow", "Action": "s3:*", "Resource": "*"})
        whole = as_role(self.url, "lambda", "whole", allow | {"Resource": f"{FUNCTIONS}f"})
        live = as_role(self.url, "lambda", "live", allow | {"Resource": f"{FUNCTIONS}f:live"})
        most = as_role(self.url, "lambda", "most", allow | {"Resource": "*"}, deny)
        for role, name, more in (
            (whole, "f", {}), (whole, f"{FUNCTIONS}f", {}), (whole, "123456789012:function:f", {}), (whole, "function:f", {}),
            (live, "f", {"Qualifier": "live"}), (live, "f:live", {}), (live, f"{FUNCTIONS}f:live", {}), (live, "f:live", {"Qualifier": "live"}),
            (most, "other", {"InvocationType": "Event"}),
        ):
            with self.subTest("allowed", name=name, more=more):
                self.compute.received.clear()
                role.invoke(FunctionName=name, **more)
                self.assertEqual(1, len(self.compute.invocations()))
        self.compute.received.clear()
        for role, name, more in (
            (none, "f", {}), (none, "f", {"InvocationType": "Event"}), (none, "f", {"InvocationType": "DryRun"}), (whole, "other", {}),
            (whole, "f", {"Qualifier": "live"}), (whole, "f:live", {}), (whole, "ff", {}), (live, "f", {}), (live, "f", {"Qualifier": "2"}),
            (live, f"{FUNCTIONS}other:live", {}), (whole, "arn:aws:lambda:eu-west-1:210987654321:function:other", {}), (most, "denied", {}),
        ):
            with self.subTest("refused", name=name, more=more), self.assertRaises(ClientError) as refused:
                role.invoke(FunctionName=name, **more)
            answer = refused.exception.response
            self.assertEqual(("AccessDeniedException", 403), (answer["Error"]["Code"], answer["ResponseMetadata"]["HTTPStatusCode"]))
        self.assertIn(f"not authorized to perform: lambda:InvokeFunction on resource: {FUNCTIONS}denied with an explicit deny", str(refused.exception))
        with self.assertRaisesRegex(ClientError, "because no identity-based policy allows the lambda:InvokeFunction action"):
            none.invoke(FunctionName="f")
        for role in (none, most):
            with self.assertRaises(ClientError):
                role.invoke_async(FunctionName="f", InvokeArgs=b"{}")
        self.assertEqual([], self.compute.invocations())

    def test_a_role_that_was_deleted_invokes_nothing(self) -> None:
        role = as_role(self.url, "lambda", "deleted", {"Effect": "Allow", "Action": "lambda:*", "Resource": "*"})
        iam = client("iam", self.url)
        iam.delete_role_policy(RoleName="deleted", PolicyName="p")
        iam.delete_role(RoleName="deleted")
        self.compute.received.clear()
        with self.assertRaisesRegex(ClientError, "no longer exists"):
            role.invoke(FunctionName="f")
        self.assertEqual([], self.compute.invocations())

    def test_a_name_that_can_be_read_in_two_ways_is_refused(self) -> None:
        path = "/2015-03-31/functions/oth%2565r/invocations"
        request = AWSRequest("POST", f"{self.url}{path}", data=b"{}")
        SigV4Auth(Credentials(*USER.values()), "lambda", "us-east-1").add_auth(request)
        sent = urllib.request.Request(f"{self.url}{path}", data=b"{}", headers=dict(request.headers))
        with self.assertRaises(urllib.error.HTTPError) as refused:
            opener.open(sent, timeout=20)
        self.assertEqual((400, "ValidationException"), (refused.exception.code, refused.exception.headers["X-Amzn-ErrorType"]))
        self.assertEqual([], self.compute.invocations())

    def test_an_asynchronous_invocation_of_old_is_told_of_the_new_one(self) -> None:
        with self.assertRaisesRegex(ClientError, "call Invoke with the invocation type Event"):
            self.lambdas.invoke_async(FunctionName="f", InvokeArgs=b"{}")

    def test_an_error_of_the_compute_plane_is_the_callers(self) -> None:
        body = json.dumps({"Type": "User", "Message": "Rate Exceeded."}).encode()
        self.compute.answer = (429, {"X-Amzn-ErrorType": "TooManyRequestsException"}, body)

        with self.assertRaises(self.lambdas.exceptions.TooManyRequestsException):
            self.lambdas.invoke(FunctionName="f")

    def test_the_compute_plane_hears_of_a_change_before_the_caller_has_its_answer(self) -> None:
        make_function(self.url, "told")

        self.assertIn("lambda", self.compute.changes())
        self.assertIn("iam", self.compute.changes())

    def test_reading_is_no_change(self) -> None:
        self.lambdas.list_functions()

        self.assertEqual([], self.compute.changes())


class LauncherTests(unittest.TestCase):
    def test_a_presigned_query_is_not_logged(self) -> None:
        with tempfile.TemporaryFile() as log:
            with emulator(log=log) as url:
                presigned = client("s3", url).generate_presigned_url("get_object", {"Bucket": "none", "Key": "key"})
                with self.assertRaises(urllib.error.HTTPError):
                    opener.open(presigned, timeout=20)
                with socket.create_connection(("127.0.0.1", urlsplit(url).port), timeout=20) as connection:
                    connection.sendall(b"GET /none/bad?Signature=1 2 HTTP/1.1\r\n\r\n")
                    while connection.recv(65536):
                        pass
            log.seek(0)
            written = log.read().decode()
        self.assertIn("GET /none/key", written)
        self.assertNotIn("Signature", written)

    def test_an_invocation_without_a_compute_plane_says_what_is_missing(self) -> None:
        with emulator() as url, self.assertRaisesRegex(ClientError, "The local cloud"):
            client("lambda", url).invoke(FunctionName="f")

    def test_a_port_that_is_taken_is_named(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            command = [sys.executable, str(LAUNCHER), "--port", port, "--compute", "http://c", "--gateway", "http://g"]

            ended = subprocess.run(command, env=os.environ | VARIABLES, capture_output=True, text=True, timeout=PATIENCE)

        self.assertEqual(1, ended.returncode)
        self.assertIn(f"port {port} is in use", ended.stderr)
