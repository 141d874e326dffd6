"""The items in tables: an entry is an item in DynamoDB's JSON, its key is the JSON of the key attributes. Streams get no records."""

import json
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from data import backends
from moto.dynamodb.exceptions import MockValidationException
from moto.dynamodb.models.table import Table


def places() -> Iterable[str]:
    return list(backends.of("dynamodb").tables)


def entries(place: str) -> dict[str, Any]:
    table = table_of(place)
    return {key_of(table, item): item for item in (found.to_json()["Attributes"] for found in table.all_items())}


def put(place: str, entries: dict[str, Any]) -> dict[str, Any]:
    table = table_of(place)
    shard, table.stream_shard = table.stream_shard, None
    refused = {}
    try:
        for key, item in entries.items():
            try:
                table.put_item(item, overwrite=True)
            except MockValidationException:
                # The table has another key now.
                refused[key] = item
    finally:
        table.stream_shard = shard
    return refused


def clear(place: str) -> None:
    table_of(place).items.clear()


def table_of(place: str) -> Table:
    return backends.of("dynamodb").tables[place]


def key_of(table: Table, item: dict[str, Any]) -> str:
    """item: as moto stores it, or as in a request, where bytes are in Base64."""
    return json.dumps({name: item[name] for name in table.table_key_attrs}, default=lambda value: b64encode(value).decode())
