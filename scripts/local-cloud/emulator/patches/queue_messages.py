"""moto iterates over all messages in a queue for each call, which takes a second with a backlog of a thousand messages; it loses a
message that is sent while another one is deleted; and it invokes functions during SendMessage. Here, a queue keeps its messages
in a separate store, and the event source mappings of the local cloud receive them."""

import copy
from typing import Any

from message_store import MessageStore
from moto.core.utils import unix_time_millis
from moto.sqs.exceptions import InvalidParameterValue
from moto.sqs.models import Message, Queue, SQSBackend, _filter_message_attributes

LONGEST_VISIBILITY_S = 43200


def apply() -> None:
    create = Queue.__init__

    def patched_create(self: Queue, *args: Any, **kwargs: Any) -> None:
        self.store = MessageStore(self)
        create(self, *args, **kwargs)

    Queue.__init__ = patched_create
    Queue.add_message = lambda self, message: self.store.add(message)
    Queue.delete_message = lambda self, receipt_handle: self.store.delete(receipt_handle)
    Queue.messages = property(lambda self: self.store.visible_messages())
    Queue.approximate_number_of_messages = property(lambda self: self.store.counts()[0])
    Queue.approximate_number_of_messages_not_visible = property(lambda self: self.store.counts()[1])
    Queue.approximate_number_of_messages_delayed = property(lambda self: self.store.counts()[2])
    SQSBackend.receive_message = receive_message
    SQSBackend.change_message_visibility = change_message_visibility
    SQSBackend.purge_queue = lambda self, queue_name: self.get_queue(queue_name).store.clear()


def receive_message(
    self: SQSBackend,
    queue_name: str,
    count: int,
    wait_seconds_timeout: int,
    visibility_timeout: int,
    message_attribute_names: list[str] | None = None,
) -> list[Message]:
    queue = self.get_queue(queue_name)
    asked = int(visibility_timeout)
    # The default is the queue's current value when the message arrives.
    is_own = asked == int(queue.visibility_timeout)
    received = []
    for message in queue.store.receive(count, wait_seconds_timeout, lambda: int(queue.visibility_timeout) if is_own else asked):
        shown = copy.copy(message)
        _filter_message_attributes(shown, message_attribute_names or [])
        received.append(shown)
    return received


def change_message_visibility(self: SQSBackend, queue_name: str, receipt_handle: str, visibility_timeout: Any) -> None:
    store = self.get_queue(queue_name).store
    message = store.in_flight(receipt_handle)
    until = unix_time_millis() + int(visibility_timeout) * 1000
    if until - message.approximate_first_receive_timestamp > LONGEST_VISIBILITY_S * 1000:
        raise InvalidParameterValue(
            f"Value {visibility_timeout} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for"
            f" the message is beyond the limit [{LONGEST_VISIBILITY_S} seconds]"
        )
    store.hide(message, until)
