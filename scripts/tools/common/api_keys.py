"""The API keys of an environment: an item for each in the table of keys, with its SHA-256 instead of the key.

functions/authorizer, which admits requests with them, explains the format and the hash.
"""

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tools.common import aws
from tools.common.command import Failure
from tools.common.repository import NAME


@dataclass(frozen=True)
class Key:
    """A stored key. Times are in seconds since 1970."""

    id: str
    name: str
    created_at: int
    expires_at: int | None


class Keys:
    def __init__(self, client: aws.Client, environment: str) -> None:
        """Client: creates boto3 clients."""
        self._dynamo = client("dynamodb")
        self._table = f"{NAME}-{environment}-keys"

    def add(self, name: str, valid_s: int | None = None) -> str:
        """Creates a key that is valid for a time, or until it is revoked. Returns the key, which is stored nowhere."""
        key = new()
        now = int(time.time())
        item = {"id": {"S": identifier_of(key)}, "hash": {"B": hashlib.sha256(key.encode()).digest()}, "name": {"S": name}, "created_at": {"N": str(now)}}
        if valid_s is not None:
            item["expires_at"] = {"N": str(now + valid_s)}
        with self._table_expected():
            self._dynamo.put_item(TableName=self._table, Item=item, ConditionExpression="attribute_not_exists(id)")
        return key

    def all(self) -> list[Key]:
        """Oldest first."""
        with self._table_expected():
            return sorted(self._scan(), key=lambda key: (key.created_at, key.id))

    def revoke(self, identifier: str) -> None:
        """Raises Failure if there is no such key."""
        with self._table_expected():
            done = self._dynamo.delete_item(TableName=self._table, Key={"id": {"S": identifier}}, ReturnValues="ALL_OLD")
        if "Attributes" not in done:
            raise Failure(f"there is no key {identifier} in {self._table}")

    def _scan(self) -> Iterator[Key]:
        for page in self._dynamo.get_paginator("scan").paginate(TableName=self._table, ConsistentRead=True):
            for item in page["Items"]:
                end = item.get("expires_at")
                yield Key(item["id"]["S"], item["name"]["S"], int(item["created_at"]["N"]), int(end["N"]) if end else None)

    @contextmanager
    def _table_expected(self) -> Iterator[None]:
        from botocore.exceptions import ClientError

        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            raise Failure(f"the table {self._table} doesn't exist; deploy to this environment first") from None


def new() -> str:
    """A random key, which is stored nowhere."""
    return f"key_{secrets.token_hex(8)}_{secrets.token_hex(32)}"


def identifier_of(text: str) -> str:
    """The ID in a key, or the ID itself. Raises ValueError if it is neither."""
    if found := re.fullmatch("(?:key_)?([0-9a-f]{16})(?:_[0-9a-f]{64})?", text):
        return found[1]
    raise ValueError(f"'{text}' is not the ID of a key")
