"""moto sends two or three events for some requests, and none or the wrong one when an object in a versioned bucket is removed. Here, as
on AWS, each change has one event:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from moto.s3 import notifications
from moto.s3.models import FakeBucket, FakeDeleteMarker, S3Backend
from moto.s3.notifications import S3NotificationEvent as Event
from moto.s3.responses import S3Response

# What the request of this thread does, for the events that moto sends in other requests too.
doing = threading.local()


def apply() -> None:
    send = notifications.send_event
    delete = S3Backend.delete_object

    def patched_send(account_id: str, event_name: Event, bucket: Any, key: Any) -> None:
        if is_own(event_name):
            send(account_id, event_name, bucket, key)

    def patched_delete(self: S3Backend, bucket_name: str, key_name: str, version_id: str | None = None, bypass: bool = False) -> Any:
        bucket = self.get_bucket(bucket_name)
        removed = version_of(bucket, key_name, version_id)
        found, answer = delete(self, bucket_name, key_name, version_id, bypass)
        if found and version_id is None and bucket.versioning_status:
            marker = bucket.keys[key_name] if bucket.is_versioned else removed
            send(self.account_id, Event.OBJECT_REMOVED_DELETE_MARKER_CREATED_EVENT, bucket, marker)
        elif found and removed is not None:
            send(self.account_id, Event.OBJECT_REMOVED_DELETE_EVENT, bucket, removed)
        return found, answer

    notifications.send_event = patched_send
    S3Backend.delete_object = patched_delete
    S3Backend.complete_multipart_upload = named("completing", S3Backend.complete_multipart_upload)
    S3Response.put_object_tagging = named("tagging", S3Response.put_object_tagging)


def is_own(event: Event) -> bool:
    """Whether the event is the one of what the request does."""
    now = getattr(doing, "name", "")
    return not ((event == Event.OBJECT_CREATED_PUT_EVENT and now == "completing") or (event == Event.OBJECT_TAGGING_PUT_EVENT and now != "tagging")
                or event == Event.OBJECT_REMOVED_DELETE_EVENT)


def named(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def patched(*args: Any, **kwargs: Any) -> Any:
        with marked(name):
            return method(*args, **kwargs)

    return patched


@contextmanager
def marked(name: str) -> Iterator[None]:
    doing.name = name
    try:
        yield
    finally:
        doing.name = ""


def version_of(bucket: FakeBucket, key: str, version: str | None) -> Any:
    """The version that a request removes, which may be a delete marker, or None."""
    versions: list[Any] = bucket.keys.getlist(key, [])
    if version is not None:
        return next((each for each in versions if str(each.version_id) == version), None)
    return next((each for each in reversed(versions) if not isinstance(each, FakeDeleteMarker)), None)
