"""The objects in buckets: an entry is the list of an object's versions, oldest first. ACLs and incomplete uploads are no part of it.

Buckets with Terraform's state are left out, because it describes one deployment.
"""

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

from data import backends
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import FakeBucket, FakeDeleteMarker, FakeKey
from moto.utilities.utils import LowercaseDict

# The suffix of the objects with Terraform's state.
STATE = ".tfstate"
# The attributes of a version that are kept as they are.
PLAIN = ("_version_id", "_is_versioned", "_etag", "_storage_class", "encryption", "kms_key_id", "bucket_key_enabled", "lock_mode",
         "lock_legal_status", "lock_until", "checksum_algorithm", "checksum_value", "checksum_type", "checksum_parts",
         "website_redirect_location")


def places() -> Iterable[str]:
    return [bucket.name for bucket in list(store().buckets.values()) if not any(key.endswith(STATE) for key in list(bucket.keys))]


def entries(place: str) -> dict[str, Any]:
    return {name: [content(version) for version in versions] for name, versions in bucket_of(place).keys.lists()}


def put(place: str, entries: dict[str, Any]) -> dict[str, Any]:
    bucket = bucket_of(place)
    for name, versions in entries.items():
        forget(bucket, name)
        made: list[FakeKey | FakeDeleteMarker] = []
        for version in versions:
            # A marker refers to the version before it.
            made.append(marker(name, version, made) if version.get("is_delete_marker") else key_of(place, name, version))
        bucket.keys.setlist(name, made)
    return {}


def clear(place: str) -> None:
    bucket = bucket_of(place)
    for name in list(bucket.keys):
        forget(bucket, name)
    for upload in list(bucket.multiparts.values()):
        upload.dispose()
    bucket.multiparts.clear()


def store() -> Any:
    return backends.of("s3")


def bucket_of(place: str) -> FakeBucket:
    return store().buckets[place]


def forget(bucket: FakeBucket, name: str) -> None:
    for version in bucket.keys.getlist(name, []):
        if isinstance(version, FakeKey):
            store().tagger.delete_all_tags_for_resource(version.arn)
            version.dispose()
    if name in bucket.keys:
        bucket.keys.setlist(name, [])
        dict.pop(bucket.keys, name)


def content(version: FakeKey | FakeDeleteMarker) -> dict[str, Any]:
    modified = version.last_modified.isoformat()
    if isinstance(version, FakeDeleteMarker):
        return {"is_delete_marker": True, "_version_id": version.version_id, "last_modified": modified}
    version.etag  # noqa: B018 # Computes it.
    plain = {name: value for name in PLAIN if (value := getattr(version, name)) is not None}
    expiry = version._expiry.isoformat() if version._expiry else None
    tags = store().tagger.get_tag_dict_for_resource(version.arn)
    return {**plain, "last_modified": modified, "expiry": expiry, "metadata": dict(version.metadata), "tags": tags, "body": version.value}


def key_of(place: str, name: str, version: dict[str, Any]) -> FakeKey:
    key: Any = FakeKey(name, version["body"], DEFAULT_ACCOUNT_ID, backends.REGION, bucket_name=place)
    for attribute in PLAIN:
        setattr(key, attribute, version.get(attribute))
    key.last_modified = datetime.fromisoformat(version["last_modified"])
    key.set_expiry(datetime.fromisoformat(version["expiry"]) if version["expiry"] else None)
    key._metadata = LowercaseDict()
    key._metadata.update(version["metadata"])
    store().tagger.tag_resource(key.arn, [{"Key": name, "Value": value} for name, value in version["tags"].items()])
    return key


def marker(name: str, version: dict[str, Any], before: list[Any]) -> FakeDeleteMarker:
    # The version before it may have been deleted. moto only needs its name then.
    made: Any = FakeDeleteMarker(before[-1] if before else cast(FakeKey, SimpleNamespace(name=name)))
    made._version_id = version["_version_id"]
    made.last_modified = datetime.fromisoformat(version["last_modified"])
    return made
