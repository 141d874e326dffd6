import json
import os
import socket
import subprocess
import sys
import unittest
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))

from botocore.exceptions import ClientError  # noqa: E402
from emulators import LAUNCHER, PATIENCE, VARIABLES, ComputePlane, client, emulator  # noqa: E402
from functions import make_function  # noqa: E402


def unquote_slash(key: str) -> str:
    """AWS leaves the slashes of an encoded key as they are, and moto does not; both mean the same."""
    return key.replace("%2F", "/")


class ApplicationTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.compute = ComputePlane()
        cls.addClassCleanup(cls.compute.close)
        running = emulator(cls.compute.url)
        cls.url = running.__enter__()
        cls.addClassCleanup(running.__exit__, None, None, None)

    def setUp(self) -> None:
        self.compute.received.clear()
        self.lambdas = client("lambda", self.url)

    def test_an_uploaded_object_invokes_the_alias_of_its_notification_asynchronously(self) -> None:
        function = make_function(self.url, "reader", Publish=True)["FunctionArn"].removesuffix(":1")
        self.lambdas.create_alias(FunctionName="reader", Name="live", FunctionVersion="1")
        s3 = client("s3", self.url)
        s3.create_bucket(Bucket="uploads")
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
    def test_an_invocation_without_a_compute_plane_says_what_is_missing(self) -> None:
        with emulator() as url, self.assertRaises(ClientError) as raised:
            client("lambda", url).invoke(FunctionName="f")

        self.assertIn("The local cloud", str(raised.exception))

    def test_a_port_that_is_taken_is_named(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            command = [sys.executable, str(LAUNCHER), "--port", port, "--compute", "http://c", "--gateway", "http://g"]

            ended = subprocess.run(command, env=os.environ | VARIABLES, capture_output=True, text=True, timeout=PATIENCE)

        self.assertEqual(1, ended.returncode)
        self.assertIn(f"port {port} is taken", ended.stderr)


if __name__ == "__main__":
    unittest.main()
