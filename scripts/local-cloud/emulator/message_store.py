"""The messages in one SQS queue, and when they can be received."""

import heapq
import time
import uuid
from collections.abc import Callable
from threading import Condition
from typing import TYPE_CHECKING

from moto.core.utils import unix_time_millis
from moto.sqs.exceptions import ReceiptHandleIsInvalid

if TYPE_CHECKING:
    from moto.sqs.models import Message, Queue

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
DEDUPLICATION_MS = 5 * 60 * 1000


class MessageStore:
    def __init__(self, queue: "Queue") -> None:
        self.queue = queue
        self.changed = Condition()
        # All messages in the order of their arrival. Each is also in one of the next two collections.
        self.messages: dict[str, Message] = {}
        self.visible: dict[str, Message] = {}
        self.hidden: dict[str, float] = {}
        # When hidden messages become visible. An entry whose time differs from the message's is obsolete.
        self.due: list[tuple[float, str]] = []
        self.delayed: set[str] = set()
        self.sent_ids: dict[tuple[str | None, str], float] = {}
        # How often the calls that were waiting for messages have been ended.
        self.ended_waits = 0

    def add(self, message: "Message") -> None:
        with self.changed:
            if self.queue.fifo_queue and self.is_repeated(message):
                return
            self.insert(message)
            self.changed.notify_all()

    def insert(self, message: "Message", hidden_until: float | None = None, is_delayed: bool = False) -> None:
        """Adds it as the last one: hidden until a time in ms since 1970, by default until the end of its delay. The caller has the lock."""
        self.messages[message.id] = message
        if hidden_until is None and message.delayed_until > unix_time_millis():
            hidden_until, is_delayed = message.delayed_until, True
        if hidden_until is None:
            self.visible[message.id] = message
            return
        if is_delayed:
            self.delayed.add(message.id)
        self.wait_until(message, hidden_until)

    def receive(self, most: int, wait_s: float, visibility_s: Callable[[], int]) -> "list[Message]":
        end = time.monotonic() + wait_s
        with self.changed:
            ended_waits = self.ended_waits
            while ended_waits == self.ended_waits:
                received = self.take(most, visibility_s())
                left = end - time.monotonic()
                if received or left <= 0:
                    return received
                # Hidden messages become visible automatically.
                next_due = (self.due[0][0] - unix_time_millis()) / 1000 if self.due else left
                self.changed.wait(max(0.01, min(left, next_due)))
        return []

    def end_waits(self) -> None:
        """Lets the calls that wait for messages return. The server doesn't notice that their clients have left, and would give them the
        next message."""
        with self.changed:
            self.ended_waits += 1
            self.changed.notify_all()

    def delete(self, receipt_handle: str) -> None:
        with self.changed:
            message = self.find(receipt_handle)
            # If a message has been received again, only its newest handle can delete it.
            if message is not None and message.receipt_handle == receipt_handle:
                self.remove(message)
                self.changed.notify_all()

    def in_flight(self, receipt_handle: str) -> "Message":
        with self.changed:
            message = self.find(receipt_handle)
            if message is None or message.receipt_handle != receipt_handle:
                raise ReceiptHandleIsInvalid()
            return message

    def hide(self, message: "Message", until_ms: float) -> None:
        with self.changed:
            if message.id in self.messages:
                self.visible.pop(message.id, None)
                self.wait_until(message, until_ms)
                self.changed.notify_all()

    def visible_messages(self) -> "list[Message]":
        with self.changed:
            self.settle()
            return list(self.visible.values())

    def counts(self) -> tuple[int, int, int]:
        """The numbers of visible, in-flight and delayed messages."""
        with self.changed:
            self.settle()
            return len(self.visible), len(self.hidden) - len(self.delayed), len(self.delayed)

    def clear(self) -> None:
        with self.changed:
            for message in list(self.messages.values()):
                self.remove(message)

    def take(self, most: int, visibility_s: int) -> "list[Message]":
        self.settle()
        taken: list[Message] = []
        for message in self.next_of_each_group() if self.queue.fifo_queue else list(self.visible.values()):
            if len(taken) == most:
                break
            if self.is_expired(message):
                self.remove(message)
            elif (dead_letters := self.queue.dead_letter_queue) and self.is_used_up(message):
                self.remove(message)
                message.receipt_handle = None
                dead_letters.add_message(message)
            else:
                message.mark_received(visibility_s)
                message.receipt_handle = f"{message.id}:{uuid.uuid4()}"
                # Only the newest handle is valid.
                message._old_receipt_handles.clear()
                self.visible.pop(message.id)
                self.wait_until(message, unix_time_millis() + visibility_s * 1000)
                taken.append(message)
        return taken

    def next_of_each_group(self) -> "list[Message]":
        """In order; a group ends at its first message that is in flight."""
        held: set[str | None] = set()
        found = []
        for message in self.messages.values():
            if message.id in self.hidden:
                held.add(message.group_id)
            elif message.group_id not in held:
                found.append(message)
        return found

    def settle(self) -> None:
        now = unix_time_millis()
        while self.due and self.due[0][0] <= now:
            until, name = heapq.heappop(self.due)
            if self.hidden.get(name) == until:
                del self.hidden[name]
                self.delayed.discard(name)
                self.visible[name] = self.messages[name]

    def wait_until(self, message: "Message", until_ms: float) -> None:
        self.hidden[message.id] = until_ms
        heapq.heappush(self.due, (until_ms, message.id))

    def remove(self, message: "Message") -> None:
        self.messages.pop(message.id, None)
        self.visible.pop(message.id, None)
        self.hidden.pop(message.id, None)
        self.delayed.discard(message.id)

    def find(self, receipt_handle: str) -> "Message | None":
        name, separator, _ = (receipt_handle or "").partition(":")
        if not separator:
            raise ReceiptHandleIsInvalid()
        return self.messages.get(name)

    def is_expired(self, message: "Message") -> bool:
        # moto sets a queue's attributes by name.
        retention = getattr(self.queue, "message_retention_period")  # noqa: B009
        return message.sent_timestamp + retention * 1000 <= unix_time_millis()

    def is_used_up(self, message: "Message") -> bool:
        policy = self.queue.redrive_policy
        return bool(policy) and message.approximate_receive_count >= policy["maxReceiveCount"]

    def is_repeated(self, message: "Message") -> bool:
        if not message.deduplication_id:
            return False
        group = message.group_id if getattr(self.queue, "deduplication_scope", "queue") == "messageGroup" else None
        sent, key = message.sent_timestamp or 0, (group, message.deduplication_id)
        # In chronological order, so the oldest ones come first.
        while self.sent_ids and sent - next(iter(self.sent_ids.values())) >= DEDUPLICATION_MS:
            self.sent_ids.pop(next(iter(self.sent_ids)))
        if key in self.sent_ids:
            return True
        self.sent_ids[key] = sent
        return False
