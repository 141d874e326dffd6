import json
import os
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from control_requests import ask
from emulators import ComputePlane, client, credentials, emulator
from functions import let_in, make_function

TERRAFORM = "APN/1.0 HashiCorp/1.0 Terraform/1.14.0"
ITEMS, MESSAGES, OBJECTS = 10_000, 1_000, 100
GROUPS = 10


class Cloud:
    """An emulator in which resources were deployed."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.s3, self.sqs, self.dynamodb, self.ssm = (client(service, url) for service in ("s3", "sqs", "dynamodb", "ssm"))

    def deploy(self, table: str = "table") -> None:
        self.dynamodb.create_table(
            TableName=table, BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "at", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "at", "AttributeType": "N"}])
        self.s3.create_bucket(Bucket="bucket")
        self.s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})
        notify = {"LambdaFunctionConfigurations": [{"LambdaFunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:f", "Events": ["s3:ObjectCreated:*"]}]}
        make_function(self.url, "f")
        let_in(self.url, "f", "s3")
        self.s3.put_bucket_notification_configuration(Bucket="bucket", NotificationConfiguration=notify)
        self.queue = self.sqs.create_queue(QueueName="queue")["QueueUrl"]
        self.fifo = self.sqs.create_queue(QueueName="queue.fifo", Attributes={"FifoQueue": "true", "VisibilityTimeout": "600"})["QueueUrl"]
        self.s3.create_bucket(Bucket="state")
        self.s3.put_object(Bucket="state", Key="x.tfstate", Body=b"{}")
        # As Terraform does.
        client("ssm", self.url, user_agent=TERRAFORM).put_parameter(Name="/deployed", Value="one", Type="String")
        client("dynamodb", self.url, user_agent=TERRAFORM).put_item(TableName=table, Item={"id": {"S": "deployed"}, "at": {"N": "0"}})
        client("s3", self.url, user_agent=TERRAFORM).put_object(Bucket="bucket", Key="deployed", Body=b"one")

    def items(self) -> list[dict[str, Any]]:
        pages = self.dynamodb.get_paginator("scan").paginate(TableName="table")
        return sorted((item for page in pages for item in page["Items"]), key=lambda item: (item["id"]["S"], int(item["at"]["N"])))

    def versions(self) -> list[Any]:
        """All that S3 says about each version."""
        found: list[Any] = []
        for page in self.s3.get_paginator("list_object_versions").paginate(Bucket="bucket"):
            found += [{name: value for name, value in marker.items() if name != "Owner"} for marker in page.get("DeleteMarkers", [])]
            for version in page.get("Versions", []):
                place = {"Bucket": "bucket", "Key": version["Key"], "VersionId": version["VersionId"]}
                got = self.s3.get_object(**place)
                body = got.pop("Body").read()
                got.pop("ResponseMetadata")
                found.append([version, got, body, self.s3.get_object_tagging(**place)["TagSet"]])
        return found

    def receive(self, queue: str, most: int = 10) -> list[dict[str, Any]]:
        return self.sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=most, AttributeNames=["All"], MessageAttributeNames=["All"]).get("Messages", [])

    def drain(self, queue: str) -> list[dict[str, Any]]:
        """All messages in the order in which they can be received, as they are but for what each receive changes."""
        found = []
        while received := self.receive(queue):
            for message in received:
                self.sqs.delete_message(QueueUrl=queue, ReceiptHandle=message.pop("ReceiptHandle"))
                message["Attributes"].pop("ApproximateFirstReceiveTimestamp")
                found.append(message)
        return found

    def parameters(self) -> list[Any]:
        found = self.ssm.get_parameters_by_path(Path="/", Recursive=True, WithDecryption=True)["Parameters"]
        return [(found["Name"], self.ssm.get_parameter_history(Name=found["Name"])["Parameters"]) for found in sorted(found, key=lambda each: each["Name"])]

    def counts(self, queue: str) -> list[int]:
        names = [f"ApproximateNumberOfMessages{kind}" for kind in ("", "NotVisible", "Delayed")]
        found = self.sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        return [int(found[name]) for name in names]


class ControlTests(unittest.TestCase):
    def setUp(self) -> None:
        self.copies = Path(self.enterContext(tempfile.TemporaryDirectory())) / "kept"
        self.compute = ComputePlane()
        self.addCleanup(self.compute.close)
        self.cloud = self.start()
        self.cloud.deploy()

    def start(self, log: IO[bytes] | None = None) -> Cloud:
        return Cloud(self.enterContext(emulator(self.compute.url, log=log, copies=self.copies)))

    def keep(self, cloud: Cloud) -> dict[str, Any]:
        """As scripts/down --keep does."""
        status, done = ask(cloud.url, "copy")
        self.assertEqual(status, 200, done)
        (self.copies / "current").unlink(missing_ok=True)
        (self.copies / "current").symlink_to(done["copy"])
        return done

    def restore(self, cloud: Cloud) -> dict[str, Any]:
        status, done = ask(cloud.url, "restore")
        self.assertEqual(status, 200, done)
        return done

    def fill(self, item_count: int = ITEMS, message_count: int = MESSAGES, object_count: int = OBJECTS) -> None:
        cloud = self.cloud

        def put(first: int) -> None:
            items = [{"id": {"S": f"item {number}"}, "at": {"N": str(number)}, "binary": {"B": b"\x00\xff"}, "set": {"NS": ["1", "2.5"]},
                      "map": {"M": {"$base64": {"L": [{"BOOL": True}, {"NULL": True}, {"S": "é"}]}}}} for number in range(first, first + 25)]
            cloud.dynamodb.batch_write_item(RequestItems={"table": [{"PutRequest": {"Item": item}} for item in items]})

        def store(number: int) -> None:
            cloud.s3.put_object(Bucket="bucket", Key=f"a b/{number} é", Body=os.urandom(100), ContentType="text/x", CacheControl="no-cache",
                                Metadata={"name": str(number)}, Tagging="tag=1")

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(put, range(0, item_count, 25)))
            list(pool.map(store, range(object_count)))
        cloud.s3.put_object(Bucket="bucket", Key="a b/0 é", Body=b"second")
        cloud.s3.delete_object(Bucket="bucket", Key="a b/1 é")
        for first in range(0, message_count // 2, 10):
            numbers = range(first, first + 10)
            attributes = {"binary": {"DataType": "Binary", "BinaryValue": b"\x01\xfe"}, "text": {"DataType": "String.x", "StringValue": "é"}}
            cloud.sqs.send_message_batch(QueueUrl=cloud.queue, Entries=[
                {"Id": str(number), "MessageBody": f"message {number}", "MessageAttributes": attributes} for number in numbers])
            cloud.sqs.send_message_batch(QueueUrl=cloud.fifo, Entries=[
                {"Id": str(number), "MessageBody": str(number), "MessageGroupId": str(number % GROUPS), "MessageDeduplicationId": f"d{number}"}
                for number in numbers])
        for value in ("one", "two"):
            cloud.ssm.put_parameter(Name="/kept/secret", Value=value, Type="SecureString", Overwrite=value == "two")

    def test_data_is_kept_and_brought_back_without_a_difference(self) -> None:
        self.fill()
        cloud = self.cloud
        before = cloud.items(), cloud.versions(), cloud.parameters()
        done = self.keep(cloud)
        self.assertEqual(done["counts"], {"objects": {"bucket": OBJECTS}, "items": {"table": ITEMS}, "messages": {
            "queue": MESSAGES // 2, "queue.fifo": MESSAGES // 2}, "parameters": {"parameters": 1}})
        ask(cloud.url, "release")
        messages = cloud.drain(cloud.queue), cloud.drain(cloud.fifo)
        invocations = len(self.compute.invocations())

        again = self.start()
        again.deploy()
        invocations += 1 if len(self.compute.invocations()) > invocations else 0
        self.restore(again)

        found = again.items(), again.versions(), again.parameters()
        for kind, (expected, actual) in enumerate(zip(before, found, strict=True)):
            # What was deployed was deployed again, at another time.
            kept, restored = ([each for each in listed if "deployed" not in str(each)] for listed in (expected, actual))
            self.assertEqual(kept, restored, kind)
        self.assertEqual(len(found[0]), ITEMS + 1)
        self.assertEqual(len(self.compute.invocations()), invocations, "no event for an object that was brought back")
        # The queue still knows what was sent.
        again.sqs.send_message(QueueUrl=again.fifo, MessageBody="again", MessageGroupId="0", MessageDeduplicationId="d0")
        drained = again.drain(again.queue), again.drain(again.fifo)
        self.assertEqual(drained, messages)
        for group in range(GROUPS):
            bodies = [int(message["Body"]) for message in drained[1] if message["Attributes"]["MessageGroupId"] == str(group)]
            self.assertEqual(bodies, list(range(group, MESSAGES // 2, GROUPS)))

    def test_a_message_in_flight_becomes_visible_at_its_place_and_a_delay_goes_on(self) -> None:
        cloud = self.cloud
        for body in ("first", "second"):
            cloud.sqs.send_message(QueueUrl=cloud.fifo, MessageBody=body, MessageGroupId="g", MessageDeduplicationId=body)
        cloud.sqs.send_message(QueueUrl=cloud.queue, MessageBody="later", DelaySeconds=900)
        self.assertEqual([message["Body"] for message in cloud.receive(cloud.fifo, 1)], ["first"])
        self.keep(cloud)

        again = self.start()
        again.deploy()
        # As a function's queue can get messages while Terraform still deploys.
        again.sqs.send_message(QueueUrl=again.fifo, MessageBody="new", MessageGroupId="g", MessageDeduplicationId="new")
        self.restore(again)

        self.assertEqual(again.counts(again.queue), [0, 0, 1])
        received = again.receive(again.fifo)
        self.assertEqual([(each["Body"], each["Attributes"]["ApproximateReceiveCount"]) for each in received], [("first", "2"), ("second", "1"), ("new", "1")])

    def test_what_has_no_place_is_named_and_kept_on(self) -> None:
        self.cloud.dynamodb.create_table(
            TableName="own", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
        self.cloud.dynamodb.put_item(TableName="own", Item={"id": {"S": "a"}})
        self.keep(self.cloud)
        again = self.start()
        again.deploy()
        self.assertEqual(self.restore(again)["left"], {"items": {"own": 1}})

        self.assertEqual(self.keep(again)["counts"], {"items": {"own": 1}})
        self.assertEqual(json.loads((self.copies / "current/items/own.json").read_text()), {'{"id": {"S": "a"}}': {"id": {"S": "a"}}})

    def test_a_copy_is_brought_back_once(self) -> None:
        self.cloud.sqs.send_message(QueueUrl=self.cloud.queue, MessageBody="a")
        self.keep(self.cloud)
        again = self.start()
        again.deploy()
        self.restore(again)
        again.drain(again.queue)
        status, refused = ask(again.url, "restore")
        self.assertEqual((status, refused["problem"]), (500, "it has already been brought back"))
        self.assertEqual(again.drain(again.queue), [])

    def test_a_copy_that_cannot_be_written_leaves_the_earlier_one_and_the_cloud(self) -> None:
        self.cloud.ssm.put_parameter(Name="kept", Value="one", Type="String")
        earlier = self.keep(self.cloud)["copy"]
        ask(self.cloud.url, "release")
        away = self.copies.rename(self.copies.with_name("away"))
        self.copies.write_text("no folder")
        status, refused = ask(self.cloud.url, "copy")
        self.assertEqual(status, 500, refused)
        self.assertIn("Not a directory", refused["problem"])
        # The cloud goes on.
        self.cloud.ssm.put_parameter(Name="still", Value="runs", Type="String")
        self.assertTrue((away / earlier / "manifest.json").exists())

    def test_a_delete_marker_without_a_version_before_it_is_brought_back(self) -> None:
        place = {"Bucket": "bucket", "Key": "a"}
        first = self.cloud.s3.put_object(**place, Body=b"1")["VersionId"]
        self.cloud.s3.delete_object(**place)
        self.cloud.s3.delete_object(**place, VersionId=first)
        markers = self.cloud.s3.list_object_versions(Bucket="bucket")["DeleteMarkers"]
        self.assertEqual(self.keep(self.cloud)["counts"], {"objects": {"bucket": 1}})
        again = self.start()
        again.deploy()
        self.restore(again)
        self.assertEqual(again.s3.list_object_versions(Bucket="bucket")["DeleteMarkers"], markers)
        again.s3.delete_object(**place, VersionId=markers[0]["VersionId"])
        self.assertNotIn("DeleteMarkers", again.s3.list_object_versions(Bucket="bucket"))

    def test_an_unexpected_error_is_reported_and_logged_and_the_copy_stays(self) -> None:
        self.cloud.sqs.send_message(QueueUrl=self.cloud.queue, MessageBody="a")
        self.keep(self.cloud)
        file = self.copies / "current/messages/queue.json"
        file.write_text(file.read_text().replace('"body":', '"other":'))
        log = self.copies.with_name("emulator.log")
        again = self.start(self.enterContext(log.open("wb")))
        again.deploy()
        status, refused = ask(again.url, "restore")
        self.assertEqual(status, 500, refused)
        self.assertRegex(refused["problem"], "KeyError: 'body'.*emulator.log.*copy.* stays")
        self.assertIn("Traceback", log.read_text())
        self.assertIn('"other":', file.read_text())

    def test_items_with_a_binary_key_are_kept_unless_they_were_deployed(self) -> None:
        def deploy(cloud: Cloud) -> None:
            cloud.dynamodb.create_table(
                TableName="binary", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "B"}])
            client("dynamodb", cloud.url, user_agent=TERRAFORM).put_item(TableName="binary", Item={"id": {"B": b"\x01"}})

        deploy(self.cloud)
        self.cloud.dynamodb.put_item(TableName="binary", Item={"id": {"B": b"\x00\xff"}, "text": {"S": "a"}})
        self.assertEqual(self.keep(self.cloud)["counts"], {"items": {"binary": 1}})
        again = self.start()
        again.deploy()
        deploy(again)
        self.restore(again)
        found = again.dynamodb.scan(TableName="binary")["Items"]
        self.assertCountEqual(found, [{"id": {"B": b"\x01"}}, {"id": {"B": b"\x00\xff"}, "text": {"S": "a"}}])

    def test_nothing_changes_while_a_copy_is_held_and_requests_go_on_after_it(self) -> None:
        self.keep(self.cloud)
        sent = threading.Thread(target=lambda: self.cloud.sqs.send_message(QueueUrl=self.cloud.queue, MessageBody="held"))
        sent.start()
        sent.join(0.5)
        self.assertTrue(sent.is_alive())
        self.assertEqual(self.cloud.counts(self.cloud.queue), [0, 0, 0])
        ask(self.cloud.url, "release")
        sent.join()
        self.assertEqual(self.cloud.counts(self.cloud.queue), [1, 0, 0])

    def test_a_copy_is_not_the_last_word_after_its_hold_has_ended(self) -> None:
        self.keep(self.cloud)
        ask(self.cloud.url, "release")
        self.cloud.sqs.send_message(QueueUrl=self.cloud.queue, MessageBody="later")
        status, refused = ask(self.cloud.url, "shut")
        self.assertEqual(status, 500)
        self.assertIn("may have changed", refused["problem"])
        # The cloud goes on, and the next copy has all.
        self.cloud.sqs.send_message(QueueUrl=self.cloud.queue, MessageBody="still")
        self.assertEqual(self.keep(self.cloud)["counts"], {"messages": {"queue": 2}})
        self.assertEqual(ask(self.cloud.url, "shut"), (200, {}))
        with self.assertRaisesRegex(ClientError, "is stopping"):
            self.cloud.sqs.send_message(QueueUrl=self.cloud.queue, MessageBody="refused")

    def test_a_copy_waits_for_asynchronous_events_also_for_those_that_come_until_it_holds_requests(self) -> None:
        answers = [{"f": 2}, {"f": 1}, {}, {"f": 1}, {"f": 1}, {}, {}]
        self.compute.control = lambda path: answers.pop(0) if path == "/_pending" else {}
        self.assertEqual(self.keep(self.cloud)["lost_events"], {})
        self.assertEqual(answers, [])

    def test_a_receive_that_waited_before_a_reset_gets_no_later_message(self) -> None:
        cloud = self.cloud
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(client("sqs", cloud.url).receive_message, QueueUrl=cloud.queue, WaitTimeSeconds=20)
            time.sleep(0.5)
            ask(cloud.url, "reset")
            self.assertNotIn("Messages", waiting.result())
        cloud.sqs.send_message(QueueUrl=cloud.queue, MessageBody="later")
        self.assertEqual("later", cloud.sqs.receive_message(QueueUrl=cloud.queue)["Messages"][0]["Body"])

    def test_a_reset_leaves_what_was_deployed(self) -> None:
        cloud = self.cloud
        deployed = cloud.items(), cloud.versions(), cloud.parameters()
        self.fill(100, 40, 5)
        cloud.ssm.put_parameter(Name="/deployed", Value="two", Type="String", Overwrite=True)
        cloud.s3.delete_object(Bucket="bucket", Key="deployed")
        logs = client("logs", cloud.url)
        logs.create_log_group(logGroupName="g")
        logs.create_log_stream(logGroupName="g", logStreamName="s")
        logs.put_log_events(logGroupName="g", logStreamName="s", logEvents=[{"timestamp": int(time.time() * 1000), "message": "m"}])
        watch = client("cloudwatch", cloud.url)
        watch.put_metric_data(Namespace="n", MetricData=[{"MetricName": "m", "Value": 1}])
        watch.put_metric_alarm(AlarmName="a", EvaluationPeriods=1, ComparisonOperator="GreaterThanThreshold", MetricName="m", Namespace="n",
                               Period=60, Statistic="Sum", Threshold=1)
        watch.set_alarm_state(AlarmName="a", StateValue="ALARM", StateReason="r")

        status, done = ask(cloud.url, "reset")

        self.assertEqual((status, cloud.items(), cloud.versions(), cloud.parameters()), (200, *deployed))
        self.assertLess(done["seconds"], 60)
        self.assertEqual((cloud.counts(cloud.queue), cloud.counts(cloud.fifo)), ([0, 0, 0], [0, 0, 0]))
        self.assertEqual(logs.filter_log_events(logGroupName="g")["events"], [])
        self.assertEqual(watch.list_metrics(Namespace="n")["Metrics"], [])
        self.assertEqual(watch.describe_alarms()["MetricAlarms"][0]["StateValue"], "OK")
        self.assertEqual(cloud.s3.get_object(Bucket="state", Key="x.tfstate")["Body"].read(), b"{}")
        self.assertEqual([path for path, _, _ in self.compute.received if path in ("/_reset", "/_resume")], ["/_reset", "/_resume"])
        # A message that was sent before is forgotten, too.
        cloud.sqs.send_message(QueueUrl=cloud.fifo, MessageBody="again", MessageGroupId="0", MessageDeduplicationId="d0")
        self.assertEqual(cloud.counts(cloud.fifo), [1, 0, 0])

    def test_only_the_user_of_the_cloud_may_do_this(self) -> None:
        iam = client("iam", self.cloud.url)
        iam.create_user(UserName="other")
        iam.put_user_policy(UserName="other", PolicyName="all", PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
        found = credentials(iam.create_access_key(UserName="other")["AccessKey"])
        other = Credentials(found["aws_access_key_id"], found["aws_secret_access_key"])
        self.cloud.ssm.put_parameter(Name="still", Value="there", Type="String")
        for key, method in ((other, "POST"), (None, "POST"), (Credentials("LOCAL", "x"), "POST")):
            self.assertEqual(ask(self.cloud.url, "reset", key, method)[0], 403, key)
        self.assertEqual(ask(self.cloud.url, "nothing")[0], 400)
        self.assertEqual(self.cloud.ssm.get_parameter(Name="still")["Parameter"]["Value"], "there")
