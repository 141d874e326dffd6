"""What FIFO queues remember of the messages that were sent in the last five minutes: an entry is the time of sending, in ms since 1970,
its key is the JSON of the group, if that is the queue's scope, and of the deduplication ID."""

import json
from collections.abc import Iterable
from typing import Any

from data import messages


def places() -> Iterable[str]:
    return [place for place in messages.places() if place.endswith(".fifo")]


def entries(place: str) -> dict[str, Any]:
    store = messages.store_of(place)
    with store.changed:
        return {json.dumps(key): sent for key, sent in store.sent_ids.items()}


def put(place: str, entries: dict[str, Any]) -> dict[str, Any]:
    store = messages.store_of(place)
    with store.changed:
        known = {tuple(json.loads(key)): sent for key, sent in entries.items()} | store.sent_ids
        # In chronological order.
        store.sent_ids = dict(sorted(known.items(), key=lambda each: each[1]))
    return {}


def clear(place: str) -> None:
    store = messages.store_of(place)
    with store.changed:
        store.sent_ids.clear()
