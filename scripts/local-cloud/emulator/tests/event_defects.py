"""The expected behavior of queues, mappings, events and policies: a function for each patch, which returns True if it is correct."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError
from emulators import client, credentials
from functions import make_function, make_role


def make_queue(url: str, name: str, **attributes: str) -> tuple[str, str]:
    sqs = client("sqs", url)
    queue = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return queue, sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def as_role(url: str, service: str, name: str, *statements: dict[str, Any]) -> Any:
    """A client with the credentials of a role with these statements."""
    role = make_role(url, name, *statements)
    keys = client("sts", url).assume_role(RoleArn=role, RoleSessionName="session")["Credentials"]
    return client(service, url, **credentials(keys))


def is_denied(call: Callable[..., Any], **parameters: Any) -> bool:
    try:
        call(**parameters)
        return False
    except ClientError as error:
        return error.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def make_table(url: str, name: str) -> None:
    client("dynamodb", url).create_table(
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )


def action_names(url: str) -> bool:
    queue, arn = make_queue(url, "names")
    send = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": arn}
    measure = {"Effect": "Allow", "Action": "cloudwatch:GetMetricStatistics", "Resource": "*"}
    sender = as_role(url, "sqs", "sender", send)
    now = datetime.now(tz=UTC)
    try:
        sender.send_message_batch(QueueUrl=queue, Entries=[{"Id": "1", "MessageBody": "x"}])
        as_role(url, "cloudwatch", "measurer", measure).get_metric_statistics(
            Namespace="N", MetricName="M", StartTime=now - timedelta(hours=1), EndTime=now, Period=60, Statistics=["Maximum"]
        )
    except ClientError:
        return False
    return is_denied(sender.receive_message, QueueUrl=queue)


def event_source_mapping(url: str) -> bool:
    function = make_function(url, "mapped", Publish=True)["FunctionArn"].removesuffix(":1")
    aws = client("lambda", url)
    aws.create_alias(FunctionName="mapped", Name="live", FunctionVersion="1")
    _, queue = make_queue(url, "mapped")
    mapping = aws.create_event_source_mapping(EventSourceArn=queue, FunctionName=f"{function}:live")
    aws.update_event_source_mapping(UUID=mapping["UUID"], FunctionName=f"{function}:live", BatchSize=5)
    return aws.get_event_source_mapping(UUID=mapping["UUID"])["FunctionArn"] == f"{function}:live"


def function_concurrency(url: str) -> bool:
    aws = client("lambda", url)
    make_function(url, "reserved", Publish=True)
    aws.create_alias(FunctionName="reserved", Name="live", FunctionVersion="1")

    def reserved() -> int | None:
        answer = aws.get_function(FunctionName="reserved", Qualifier="live")
        return answer.get("Concurrency", {}).get("ReservedConcurrentExecutions")

    seen = []
    for concurrency in (1, 0):
        aws.put_function_concurrency(FunctionName="reserved", ReservedConcurrentExecutions=concurrency)
        seen.append(reserved())
    aws.delete_function_concurrency(FunctionName="reserved")
    return [*seen, reserved()] == [1, 0, None]


def object_events(url: str) -> bool:
    statement = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"}
    queue, arn = make_queue(url, "objects", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    s3 = client("s3", url)
    s3.create_bucket(Bucket="objects")
    s3.put_bucket_versioning(Bucket="objects", VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_notification_configuration(
        Bucket="objects",
        NotificationConfiguration={"QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]},
    )
    version = s3.put_object(Bucket="objects", Key="in box/a b.csv", Body=b"x")["VersionId"]
    messages = client("sqs", url).receive_message(QueueUrl=queue, MaxNumberOfMessages=10)["Messages"]
    record, = [record for message in messages for record in json.loads(message["Body"]).get("Records", [])]
    changed = record["s3"]["object"]
    return (
        (changed["key"], changed.get("versionId"), changed["size"]) == ("in+box/a+b.csv", version, 1)
        and bool(record["userIdentity"]["principalId"] and record["s3"]["bucket"]["ownerIdentity"]["principalId"] and changed["sequencer"])
        and set(record["responseElements"]) == {"x-amz-request-id", "x-amz-id-2"}
        and record["requestParameters"] == {"sourceIPAddress": "127.0.0.1"}
    )


def log_filters(url: str) -> bool:
    logs = client("logs", url)
    logs.create_log_group(logGroupName="filters")
    logs.create_log_stream(logGroupName="filters", logStreamName="s")
    messages = ['{"level": "Error", "took": 12}', '{"level": "Information", "took": 3}', "plain Error text"]
    now = int(datetime.now(tz=UTC).timestamp() * 1000)
    logs.put_log_events(logGroupName="filters", logStreamName="s", logEvents=[{"timestamp": now, "message": message} for message in messages])

    def found(pattern: str) -> list[str]:
        return [event["message"] for event in logs.filter_log_events(logGroupName="filters", filterPattern=pattern)["events"]]

    try:
        return (
            (found("{ $.took > 10 }"), found("Error -plain"), found("?plain ?Information")) == (messages[:1], messages[:1], messages[1:])
            and is_refused(logs.filter_log_events, "InvalidParameterException", logGroupName="filters", filterPattern="{ $.a = }")
        )
    except ClientError:
        return False


def is_refused(call: Callable[..., Any], code: str, **parameters: Any) -> bool:
    try:
        call(**parameters)
        return False
    except ClientError as error:
        return error.response["Error"]["Code"] == code


def object_event_types(url: str) -> bool:
    """A table of changes and their events, for a bucket without versions and for one with them."""
    return all(changes(url, bucket, versioned) == expected for bucket, versioned, expected in (
        ("plain-events", False, [
            "Created:Put", "Created:Put", "Created:Copy", "Created:CompleteMultipartUpload", "Tagging:Put", "Tagging:Delete", "Removed:Delete", "",
            "Removed:Delete"]),
        ("versioned-events", True, [
            "Created:Put", "Created:Put", "Created:Copy", "Created:CompleteMultipartUpload", "Tagging:Put", "Tagging:Delete", "Removed:DeleteMarkerCreated",
            "", "Removed:DeleteMarkerCreated", "Removed:Delete", "Removed:Delete"])))


def changes(url: str, bucket: str, versioned: bool) -> list[str]:
    """The types of the events of each change, joined by commas."""
    s3, sqs = client("s3", url), client("sqs", url)
    s3.create_bucket(Bucket=bucket)
    if versioned:
        s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
    statement = {"Effect": "Allow", "Principal": {"Service": "s3.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": "*"}
    queue, arn = make_queue(url, bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    events = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*", "s3:ObjectTagging:*", "s3:ObjectAcl:Put"]
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"QueueConfigurations": [{"QueueArn": arn, "Events": events}]})
    sqs.purge_queue(QueueUrl=queue)

    def complete() -> None:
        upload = {"Bucket": bucket, "Key": "m"}
        upload["UploadId"] = s3.create_multipart_upload(**upload, Tagging="a=b")["UploadId"]
        part = s3.upload_part(**upload, PartNumber=1, Body=b"z")["ETag"]
        s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part}]})

    def delete(kind: str) -> Callable[[], Any]:
        return lambda: s3.delete_object(Bucket=bucket, Key="k", VersionId=s3.list_object_versions(Bucket=bucket, Prefix="k")[kind][0]["VersionId"])

    k = {"Bucket": bucket, "Key": "k"}
    steps: list[Callable[[], Any]] = [
        lambda: s3.put_object(**k, Body=b"1"), lambda: s3.put_object(**k, Body=b"2", Tagging="a=b", ACL="public-read"),
        lambda: s3.copy_object(Bucket=bucket, Key="c", CopySource=f"{bucket}/k"), complete,
        lambda: s3.put_object_tagging(**k, Tagging={"TagSet": [{"Key": "x", "Value": "y"}]}), lambda: s3.delete_object_tagging(**k),
        lambda: s3.delete_object(**k), lambda: s3.delete_object(Bucket=bucket, Key="none"), lambda: s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": "m"}]}),
        *([delete("DeleteMarkers"), delete("Versions")] if versioned else [])]
    found = []
    for step in steps:
        try:
            step()
        except ClientError:
            return found
        messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        records = [record for message in messages for record in json.loads(message["Body"])["Records"]]
        found.append(",".join(record["eventName"].removeprefix("Object") for record in records))
        for message in messages:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return found


def form_bodies(url: str) -> bool:
    s3 = client("s3", url)
    s3.create_bucket(Bucket="forms")
    s3.put_object(Bucket="forms", Key="k", Body=b"acl=x&y=z", ContentType="application/x-www-form-urlencoded")
    return s3.head_object(Bucket="forms", Key="k")["ContentLength"] == len("acl=x&y=z")


def policy_conditions(url: str) -> bool:
    s3 = client("s3", url)
    s3.create_bucket(Bucket="conditions")
    statement = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": ["arn:aws:s3:::conditions", "arn:aws:s3:::conditions/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    s3.put_bucket_policy(Bucket="conditions", Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    try:
        s3.put_object(Bucket="conditions", Key="k", Body=b"x")
        return True
    except ClientError:
        return False


def queue_attributes(url: str) -> bool:
    _, dead_letters = make_queue(url, "attributes-dead-letters")
    redrive = json.dumps({"deadLetterTargetArn": dead_letters, "maxReceiveCount": 2}, separators=(",", ":"))
    policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sqs:*"}]})
    queue, _ = make_queue(url, "attributes", RedrivePolicy=redrive, Policy=policy)
    sqs = client("sqs", url)
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "9"})
    found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    return found["RedrivePolicy"] == redrive and json.loads(found.get("Policy", "null")) == json.loads(policy)


def queue_messages(url: str) -> bool:
    """SendMessage doesn't depend on the queue's consumer."""
    function = make_function(url, "consumer")["FunctionArn"]
    queue, arn = make_queue(url, "consumed")
    client("lambda", url).create_event_source_mapping(EventSourceArn=arn, FunctionName=function)
    sqs = client("sqs", url)
    try:
        sqs.send_message(QueueUrl=queue, MessageBody="one")
    except ClientError:
        return False
    messages = sqs.receive_message(QueueUrl=queue, AttributeNames=["All"]).get("Messages", [])
    return [message["Attributes"]["ApproximateReceiveCount"] for message in messages] == ["1"]


def recursion_config(url: str) -> bool:
    aws = client("lambda", url)
    make_function(url, "loop")
    try:
        before = aws.get_function_recursion_config(FunctionName="loop")["RecursiveLoop"]
        aws.put_function_recursion_config(FunctionName="loop", RecursiveLoop="Allow")
        return (before, aws.get_function_recursion_config(FunctionName="loop")["RecursiveLoop"]) == ("Terminate", "Allow")
    except ClientError:
        return False


def table_permissions(url: str) -> bool:
    make_table(url, "mine")
    make_table(url, "other")
    put = {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": "arn:aws:dynamodb:us-east-1:123456789012:table/mine"}
    narrow = as_role(url, "dynamodb", "tables", put)
    try:
        narrow.put_item(TableName="mine", Item={"id": {"S": "1"}})
    except ClientError:
        return False
    return is_denied(narrow.put_item, TableName="other", Item={"id": {"S": "1"}})


DEFECTS = [
    action_names, event_source_mapping, form_bodies, function_concurrency, log_filters, object_event_types, object_events, policy_conditions, queue_attributes, queue_messages,
    recursion_config, table_permissions]
