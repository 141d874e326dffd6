"""The data in this endpoint, as opposed to what is deployed: objects, items, messages and parameters.

There is a module for each kind of data. Data of a kind is in places, such as a bucket or a table, where each entry has a key. An
entry contains everything that the services return about it: JSON, apart from bytes. A module has these functions:

    places()              the names of the places that exist
    entries(place)        the entries by key, in their order
    put(place, entries)   replaces entries with the same keys; invokes nothing; returns those that the place doesn't accept
    clear(place)          removes all entries
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from data import deduplication, items, messages, objects, parameters

Entries = dict[str, Any]
# Entries by kind and place.
Data = dict[str, dict[str, Entries]]


class Kind(Protocol):
    places: Callable[[], Iterable[str]]
    entries: Callable[[str], Entries]
    put: Callable[[str, Entries], Entries]
    clear: Callable[[str], None]


# Deduplication before messages: a message that is sent again must not become a second one.
KINDS: dict[str, Kind] = {
    "objects": objects, "items": items, "deduplication": deduplication, "messages": messages, "parameters": parameters,
}


def current() -> Data:
    return {kind: {place: module.entries(place) for place in module.places()} for kind, module in KINDS.items()}


def put(data: Data) -> Data:
    """Puts the entries where they were, and returns those that have no place any longer."""
    left: Data = {}
    for kind, module in KINDS.items():
        there = set(module.places())
        for place, entries in data.get(kind, {}).items():
            refused = module.put(place, entries) if place in there else entries
            if refused:
                left.setdefault(kind, {})[place] = refused
    return left


def clear() -> None:
    for module in KINDS.values():
        for place in list(module.places()):
            module.clear(place)


def without(data: Data, other: Data) -> Data:
    """The entries that differ from the same ones in other."""
    return {kind: {place: {key: entry for key, entry in entries.items() if other.get(kind, {}).get(place, {}).get(key) != entry}
                   for place, entries in places.items()} for kind, places in data.items()}


def merged(data: Data, more: Data) -> Data:
    """The entries of both; those in data take precedence."""
    return {kind: {place: more.get(kind, {}).get(place, {}) | data.get(kind, {}).get(place, {})
                   for place in {**data.get(kind, {}), **more.get(kind, {})}} for kind in KINDS}


def counts(data: Data) -> dict[str, dict[str, int]]:
    """The number of entries by kind and place, without empty places and what users don't know."""
    return {kind: {place: len(entries) for place, entries in places.items() if entries}
            for kind, places in data.items() if kind != "deduplication" and any(places.values())}
