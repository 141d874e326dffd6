"""SQS queues and their dead-letter queues, and how to move messages back.

SQS has an action to move messages (StartMessageMoveTask), but it doesn't accept a number of messages, and the emulator doesn't
support it. Receiving, sending and deleting works with both, but an interruption can leave a duplicate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.common.command import Failure

# SQS's limit of messages per request.
BATCH = 10
# The limit for all messages in a request: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
BATCH_BYTES = 1024 * 1024
# Long enough to send and delete a batch; after that, messages that could not be sent are visible in the queue again.
VISIBILITY_S = 60
# Long polling queries all SQS servers, so an empty response means that the queue is empty.
WAIT_S = 2


@dataclass(frozen=True)
class Queue:
    sqs: Any
    name: str
    url: str

    @property
    def fifo(self) -> bool:
        return self.name.endswith(".fifo")

    def counts(self) -> tuple[int, int]:
        """The approximate numbers of messages that are waiting and in flight."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        attributes = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)["Attributes"]
        return int(attributes[names[0]]), int(attributes[names[1]])

    def receive(self, most: int, visibility_s: int = VISIBILITY_S) -> list[dict[str, Any]]:
        answer = self.sqs.receive_message(
            QueueUrl=self.url, MaxNumberOfMessages=most, VisibilityTimeout=visibility_s, WaitTimeSeconds=WAIT_S,
            MessageAttributeNames=["All"], MessageSystemAttributeNames=["All"],
        )
        return answer.get("Messages", [])

    def sample(self, most: int) -> list[dict[str, Any]]:
        """The first messages, without removing them; in a FIFO queue, only the first one."""
        # The emulator returns all messages of a receive call except the last one to the end of their group.
        return self.receive(1 if self.fifo else most, visibility_s=0)


def find(sqs: Any, prefix: str, name: str) -> tuple[Queue, Queue]:
    """The dead-letter queue of the queue with this name in descriptors, and the queue itself."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=prefix)
    urls = {url.rsplit("/", 1)[1]: url for page in pages for url in page.get("QueueUrls", [])}
    for ending in ("", ".fifo"):
        names = (f"{prefix}{name}-dead-letters{ending}", f"{prefix}{name}{ending}")
        if all(each in urls for each in names):
            source, target = (Queue(sqs, each, urls[each]) for each in names)
            return source, target
    known = sorted(each.removeprefix(prefix).removesuffix(".fifo").removesuffix("-dead-letters")
                   for each in urls if each.removesuffix(".fifo").endswith("-dead-letters"))
    raise Failure(f"no queue {prefix}{name} with a dead-letter queue was found; queues with one: {', '.join(known) or 'none'}")


def move(messages: list[dict[str, Any]], source: Queue, target: Queue) -> tuple[int, list[str]]:
    """Sends up to 10 messages, then deletes those that were sent; returns their number, and the failures."""
    moved = 0
    for batch in batches(messages):
        sent, problems = move_batch(batch, source, target)
        moved += sent
        if problems:
            return moved, problems
    return moved, []


def batches(messages: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yields the messages in order, in batches that fit into a request to SQS."""
    batch: list[dict[str, Any]] = []
    total = 0
    for message in messages:
        size = size_of(message)
        if batch and total + size > BATCH_BYTES:
            yield batch
            batch, total = [], 0
        batch.append(message)
        total += size
    if batch:
        yield batch


def size_of(message: dict[str, Any]) -> int:
    """The size that SQS counts, in bytes: the body, and each attribute's name, type and value."""
    size = len(message["Body"].encode())
    for name, attribute in message.get("MessageAttributes", {}).items():
        value = attribute.get("BinaryValue", attribute.get("StringValue", "").encode())
        size += len(name.encode()) + len(attribute["DataType"].encode()) + len(value)
    return size


def move_batch(messages: list[dict[str, Any]], source: Queue, target: Queue) -> tuple[int, list[str]]:
    from botocore.exceptions import BotoCoreError, ClientError

    sqs = source.sqs
    handles = {str(index): message["ReceiptHandle"] for index, message in enumerate(messages)}
    problems: list[str] = []
    sent: list[str] = []
    try:
        entries = [copy(str(index), message, target.fifo) for index, message in enumerate(messages)]
        answer = sqs.send_message_batch(QueueUrl=target.url, Entries=entries)
        sent = [each["Id"] for each in answer.get("Successful", [])]
        problems += [f"not sent: {each.get('Message', each['Code'])}" for each in answer.get("Failed", [])]
        if sent:
            done = [{"Id": each, "ReceiptHandle": handles[each]} for each in sent]
            answer = sqs.delete_message_batch(QueueUrl=source.url, Entries=done)
            problems += [f"sent, but still in {source.name}: {each.get('Message', each['Code'])}" for each in answer.get("Failed", [])]
    except (BotoCoreError, ClientError) as error:
        problems.append(f"sent, but perhaps still in {source.name}: {error}" if sent else f"not sent: {error}")
    return len(sent), problems


def copy(identifier: str, message: dict[str, Any], fifo: bool) -> dict[str, Any]:
    """The entry of a SendMessageBatch request that sends a received message again."""
    system = message.get("Attributes", {})
    entry = {"Id": identifier, "MessageBody": message["Body"], "MessageAttributes": message.get("MessageAttributes", {})}
    if "MessageGroupId" in system:
        entry["MessageGroupId"] = system["MessageGroupId"]
    if fifo:
        # With the original deduplication ID, SQS would drop the message if it is sent again within five minutes.
        entry["MessageDeduplicationId"] = message["MessageId"]
    if "AWSTraceHeader" in system:
        entry["MessageSystemAttributes"] = {"AWSTraceHeader": {"DataType": "String", "StringValue": system["AWSTraceHeader"]}}
    return entry
