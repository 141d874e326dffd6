"""Queues of SQS and their dead-letter queues, and the way back from one to the other.

SQS can move messages by itself (StartMessageMoveTask), but it can't be told how many, and the emulator
does not have it; receiving, sending and deleting is one way for both, at the price of a duplicate where it is cut off.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.common.command import Failure

# The most that SQS takes or gives in a request.
BATCH = 10
# All messages of a request together: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
BATCH_BYTES = 1024 * 1024
# Long enough to send and delete a batch; what could not be sent is back in the queue after it.
VISIBILITY_S = 60
# Long polling asks all of SQS's servers: an empty answer means an empty queue.
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
        """How many messages wait, and how many are received but not deleted. SQS counts approximately."""
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
        """The first messages, which stay where they are; of a FIFO queue, the first one."""
        # The emulator puts all but the last of what was received together behind the rest of their group.
        return self.receive(1 if self.fifo else most, visibility_s=0)


def find(sqs: Any, prefix: str, name: str) -> tuple[Queue, Queue]:
    """The dead-letter queue of the queue that descriptors call name, and that queue."""
    pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix=prefix)
    urls = {url.rsplit("/", 1)[1]: url for page in pages for url in page.get("QueueUrls", [])}
    for ending in ("", ".fifo"):
        names = (f"{prefix}{name}-dead-letters{ending}", f"{prefix}{name}{ending}")
        if all(each in urls for each in names):
            source, target = (Queue(sqs, each, urls[each]) for each in names)
            return source, target
    known = sorted(each.removeprefix(prefix).removesuffix(".fifo").removesuffix("-dead-letters")
                   for each in urls if each.removesuffix(".fifo").endswith("-dead-letters"))
    raise Failure(f"there is no queue {prefix}{name} with a dead-letter queue; queues with one: {', '.join(known) or 'none'}")


def move(messages: list[dict[str, Any]], source: Queue, target: Queue) -> tuple[int, list[str]]:
    """Sends up to 10 messages, then deletes those that were sent; returns how many were, and what failed."""
    moved = 0
    for batch in batches(messages):
        sent, problems = move_batch(batch, source, target)
        moved += sent
        if problems:
            return moved, problems
    return moved, []


def batches(messages: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yields the messages in their order, as many at a time as SQS takes in a request."""
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
    """What SQS counts, in bytes: the body, and each attribute's name, type and value."""
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
    """The entry of a SendMessageBatch that sends a received message again."""
    system = message.get("Attributes", {})
    entry = {"Id": identifier, "MessageBody": message["Body"], "MessageAttributes": message.get("MessageAttributes", {})}
    if "MessageGroupId" in system:
        entry["MessageGroupId"] = system["MessageGroupId"]
    if fifo:
        # The first deduplication identifier would make SQS drop, within five minutes, what is sent again.
        entry["MessageDeduplicationId"] = message["MessageId"]
    if "AWSTraceHeader" in system:
        entry["MessageSystemAttributes"] = {"AWSTraceHeader": {"DataType": "String", "StringValue": system["AWSTraceHeader"]}}
    return entry
