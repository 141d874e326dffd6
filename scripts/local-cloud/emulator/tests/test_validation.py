"""What AWS refuses is refused here, with its code and in its words, and leaves nothing behind."""

import functools
import json
import sys
import unittest
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from emulators import USER, client, emulator
from functions import let_in, make_function, make_role, zip_of
from refusals import ACCEPTED, REFUSED
from validation.event_source_mappings import is_pattern, parsed


@functools.cache
def unchecked(service: str, url: str) -> Any:
    """A client that doesn't check parameters itself."""
    keys = {name.lower(): value for name, value in USER.items()}
    config = Config(retries={"total_max_attempts": 1}, proxies={}, parameter_validation=False, s3={"addressing_style": "path"})
    return boto3.client(service, endpoint_url=url, region_name="us-east-1", config=config, **keys)


class ValidationTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.url = cls.enterClassContext(emulator())
        make_function(cls.url, "f", Timeout=60, Publish=True)
        make_role(cls.url, "poor")
        aws = client("lambda", cls.url)
        aws.create_function(FunctionName="poor", Role="arn:aws:iam::123456789012:role/poor", Runtime="provided.al2023", Handler="h", Code={"ZipFile": zip_of("1")})
        aws.create_alias(FunctionName="f", Name="live", FunctionVersion="1")
        sqs = client("sqs", cls.url)
        for name, attributes in (("short", {"VisibilityTimeout": "59"}), ("q", {"VisibilityTimeout": "60"}),
                                 ("q.fifo", {"VisibilityTimeout": "60", "FifoQueue": "true"})):
            sqs.create_queue(QueueName=name, Attributes=attributes)
        client("s3", cls.url).create_bucket(Bucket="bucket")
        let_in(cls.url, "f", "s3", SourceArn="arn:aws:s3:::bucket")
        cls.api = client("apigatewayv2", cls.url).create_api(Name="api", ProtocolType="HTTP")["ApiId"]

    def call(self, service: str, operation: str, parameters: dict[str, Any]) -> Any:
        return getattr(unchecked(service, self.url), operation)(**completed(parameters, self.api))

    def test_what_AWS_refuses_is_refused(self) -> None:
        before = self.everything()
        for name, (service, operation, parameters, code, words) in REFUSED.items():
            with self.subTest(name):
                with self.assertRaises(ClientError) as refused:
                    self.call(service, operation, parameters)
                found = refused.exception.response
                self.assertEqual(code, found["Error"]["Code"], found)
                self.assertIn(words, found["Error"]["Message"])
                self.assertIn(found["ResponseMetadata"]["HTTPStatusCode"], (400, 404, 409, 412))
        self.assertEqual(before, self.everything())

    def test_what_AWS_accepts_is_accepted(self) -> None:
        for name, (service, operation, parameters) in ACCEPTED.items():
            with self.subTest(name):
                self.call(service, operation, parameters)

    def test_filters_are_those_that_the_poller_knows(self) -> None:
        patterns = json.loads((Path(__file__).resolve().parents[2] / "tests/Events/Queues/patterns.json").read_text())
        for kind, expected in (("accepted", True), ("refused", False)):
            for pattern in patterns[kind]:
                with self.subTest(pattern):
                    self.assertEqual(expected, is_pattern(parsed(pattern)))

    def everything(self) -> str:
        """What a refused request could have created or changed."""
        aws, gateway = client("lambda", self.url), client("apigatewayv2", self.url)
        found = [aws.list_functions(), aws.list_aliases(FunctionName="f"), aws.list_versions_by_function(FunctionName="f"), aws.list_event_source_mappings(),
                 aws.get_function_concurrency(FunctionName="f"), gateway.get_routes(ApiId=self.api), gateway.get_integrations(ApiId=self.api),
                 gateway.get_stages(ApiId=self.api), client("sqs", self.url).list_queues(), client("scheduler", self.url).list_schedules(),
                 client("events", self.url).list_rules(), client("s3", self.url).get_bucket_notification_configuration(Bucket="bucket"),
                 client("ssm", self.url).describe_parameters(), client("iam", self.url).list_roles(), client("logs", self.url).describe_log_groups()]
        for each in found:
            del each["ResponseMetadata"]
        return json.dumps(found, default=str)

    def test_an_operation_that_moto_does_not_have_answers_as_AWS_does(self) -> None:
        with self.assertRaises(ClientError) as refused:
            client("lambda", self.url).get_account_settings()
        self.assertEqual("UnknownOperationException", refused.exception.response["Error"]["Code"])

    def test_an_object_that_does_not_exist_is_not_found(self) -> None:
        with self.assertRaises(ClientError) as missing:
            client("s3", self.url).head_object(Bucket="bucket", Key="none")
        self.assertEqual(404, missing.exception.response["ResponseMetadata"]["HTTPStatusCode"])

    def test_a_failure_of_moto_answers_as_AWS_does(self) -> None:
        empty = {"Key": {"FilterRules": [{"Name": "prefix", "Value": ""}]}}
        configuration = {"LambdaFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:f", "Events": ["s3:ObjectCreated:*"], "Filter": empty}
        with self.assertRaises(ClientError) as failed:
            client("s3", self.url).put_bucket_notification_configuration(
                Bucket="bucket", NotificationConfiguration={"LambdaFunctionConfigurations": [configuration]})
        self.assertEqual("InternalFailure", failed.exception.response["Error"]["Code"])


def completed(value: Any, api: str) -> Any:
    """The value with the identifier of the test's API in place of API."""
    return json.loads(json.dumps(value, default=lambda blob: {"blob": blob.decode("latin1")}).replace('"API"', json.dumps(api)), object_hook=bytes_or_same)


def bytes_or_same(value: dict[str, Any]) -> Any:
    return value["blob"].encode("latin1") if value.keys() == {"blob"} else value


