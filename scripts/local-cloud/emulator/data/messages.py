"""The messages in queues: an entry is a message, its key is the message's ID, and the order is that of their arrival.

A message keeps its attributes, its group, the number of times that it was received, and what remains of its delay. One that is in
flight becomes visible at once, because its consumer ends with the cloud.
"""

from collections.abc import Iterable
from typing import Any

from data import backends
from message_store import MessageStore
from moto.sqs.models import Message

# A message's attributes that are kept as they are.
PLAIN = ("body", "message_attributes", "system_attributes", "sender_id", "sent_timestamp", "approximate_first_receive_timestamp",
         "approximate_receive_count", "deduplication_id", "group_id", "sequence_number", "delayed_until")


def places() -> Iterable[str]:
    return [queue.name for queue in list(backends.of("sqs").queues.values())]


def entries(place: str) -> dict[str, Any]:
    store = store_of(place)
    with store.changed:
        return {message.id: {name: getattr(message, name) for name in PLAIN} for message in store.messages.values()}


def put(place: str, entries: dict[str, Any]) -> dict[str, Any]:
    store = store_of(place)
    with store.changed:
        # Those that were sent since then come after them.
        later = [message for name, message in store.messages.items() if name not in entries]
        hidden = dict(store.hidden)
        delayed = set(store.delayed)
        for message in list(store.messages.values()):
            store.remove(message)
        for name, entry in entries.items():
            message: Any = Message(name, entry["body"])
            for attribute in PLAIN:
                setattr(message, attribute, entry[attribute])
            store.insert(message)
        for message in later:
            store.insert(message, hidden.get(message.id), message.id in delayed)
        store.changed.notify_all()
    return {}


def clear(place: str) -> None:
    store_of(place).clear()


def end_waits() -> None:
    for place in places():
        store_of(place).end_waits()


def store_of(place: str) -> MessageStore:
    return backends.of("sqs").get_queue(place).store
