import tempfile
import unittest
from pathlib import Path
from typing import Any

from emulators import ComputePlane, client, emulator
from functions import make_function

STATE = "quickchange-terraform-state-123456789012"


class ChangesTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.file = Path(cls.enterClassContext(tempfile.TemporaryDirectory())) / "changes.log"
        compute = ComputePlane()
        cls.addClassCleanup(compute.close)
        cls.url = cls.enterClassContext(emulator(compute.url, changes=cls.file))
        make_function(cls.url, "one")
        for bucket in ("data", STATE):
            cls.client("s3").create_bucket(Bucket=bucket)
        cls.queue = cls.client("sqs").create_queue(QueueName="one")["QueueUrl"]
        cls.client("dynamodb").create_table(
            TableName="one", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
        cls.client("logs").create_log_group(logGroupName="one")
        cls.topic = cls.client("sns").create_topic(Name="one")["TopicArn"]

    @classmethod
    def client(cls, service: str) -> Any:
        return client(service, cls.url)

    def told(self, service: str, operation: str, parameters: dict[str, Any]) -> bool:
        before = self.file.stat().st_size
        getattr(self.client(service), operation)(**parameters)
        return self.file.stat().st_size > before

    def test_what_is_deployed_is_told(self) -> None:
        for service, operation, parameters in (
            ("lambda", "update_function_configuration", {"FunctionName": "one", "MemorySize": 256}),
            ("lambda", "put_function_concurrency", {"FunctionName": "one", "ReservedConcurrentExecutions": 1}),
            ("sqs", "set_queue_attributes", {"QueueUrl": self.queue, "Attributes": {"VisibilityTimeout": "7"}}),
            ("sqs", "create_queue", {"QueueName": "two"}),
            ("s3", "put_bucket_versioning", {"Bucket": "data", "VersioningConfiguration": {"Status": "Enabled"}}),
            ("s3", "put_object", {"Bucket": STATE, "Key": "quickchange/local.tfstate", "Body": b"{}"}),
            ("s3", "delete_object", {"Bucket": STATE, "Key": "quickchange/local.tfstate"}),
            ("dynamodb", "update_continuous_backups",
             {"TableName": "one", "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}),
            ("logs", "put_retention_policy", {"logGroupName": "one", "retentionInDays": 1}),
            ("iam", "create_user", {"UserName": "one"}),
            ("sns", "set_topic_attributes", {"TopicArn": self.topic, "AttributeName": "DisplayName", "AttributeValue": "x"}),
            ("cloudwatch", "put_metric_alarm", {"AlarmName": "one", "MetricName": "m", "Namespace": "n", "Statistic": "Sum", "Period": 60,
                                                "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"}),
            ("apigatewayv2", "create_api", {"Name": "one", "ProtocolType": "HTTP"}),
            ("scheduler", "create_schedule", {"Name": "one", "ScheduleExpression": "rate(1 day)", "FlexibleTimeWindow": {"Mode": "OFF"},
                                              "Target": {"Arn": self.queue, "RoleArn": "arn:aws:iam::123456789012:role/one"}}),
        ):
            with self.subTest(f"{service} {operation}"):
                self.assertTrue(self.told(service, operation, parameters))

    def test_reads_and_data_are_not(self) -> None:
        item = {"TableName": "one", "Item": {"id": {"S": "a"}}}
        for service, operation, parameters in (
            ("lambda", "get_function", {"FunctionName": "one"}),
            ("lambda", "invoke", {"FunctionName": "one"}),
            ("s3", "put_object", {"Bucket": "data", "Key": "inbox/a.csv", "Body": b"a"}),
            ("s3", "get_object", {"Bucket": "data", "Key": "inbox/a.csv"}),
            ("s3", "list_objects_v2", {"Bucket": "data"}),
            ("s3", "delete_object", {"Bucket": "data", "Key": "inbox/a.csv"}),
            ("sqs", "send_message", {"QueueUrl": self.queue, "MessageBody": "a"}),
            ("sqs", "receive_message", {"QueueUrl": self.queue}),
            ("sqs", "get_queue_attributes", {"QueueUrl": self.queue}),
            ("dynamodb", "put_item", item),
            ("dynamodb", "scan", {"TableName": "one"}),
            ("logs", "create_log_stream", {"logGroupName": "one", "logStreamName": "a"}),
            ("logs", "put_log_events", {"logGroupName": "one", "logStreamName": "a", "logEvents": [{"timestamp": 1, "message": "a"}]}),
            ("logs", "describe_log_groups", {}),
            ("cloudwatch", "put_metric_data", {"Namespace": "n", "MetricData": [{"MetricName": "m", "Value": 1}]}),
            ("cloudwatch", "describe_alarms", {}),
            ("sns", "publish", {"TopicArn": self.topic, "Message": "a"}),
            ("sns", "get_topic_attributes", {"TopicArn": self.topic}),
            ("iam", "list_roles", {}),
            ("sts", "get_caller_identity", {}),
            ("apigatewayv2", "get_apis", {}),
        ):
            with self.subTest(f"{service} {operation}"):
                self.assertFalse(self.told(service, operation, parameters))

    def test_what_scripts_up_deploys_is_not(self) -> None:
        before = self.file.read_text()
        client("iam", self.url, user_agent="scripts/up").create_user(UserName="two")
        self.assertEqual(before, self.file.read_text())

    def test_an_operation_that_is_named_otherwise_elsewhere_is_told(self) -> None:
        before = self.file.read_text()
        iam = self.client("iam")
        iam.meta.events.register("before-call", lambda params, **_: params["headers"].update({"X-Amz-Target": "Logs.PutLogEvents"}))
        iam.create_user(UserName="three")
        self.assertNotEqual(before, self.file.read_text())
