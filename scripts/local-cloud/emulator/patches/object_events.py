"""moto runs the function of a bucket's notification itself, in Docker, and omits some members of the event. Here, the compute plane
receives an asynchronous invocation, as Lambda does from S3, with all members of an event:
https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html"""

import json
import secrets
import sys
import time
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, quote_plus

from compute_plane import ComputePlane
from data.backends import PARTITION, REGION
from flask import has_request_context, request
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam.exceptions import NoSuchEntity
from moto.s3 import notifications
from moto.s3.models import FakeDeleteMarker
from moto.sts.models import sts_backends

# S3 also retries the delivery of an event for some time.
TRIES = 20
# Events that came after the others have a later version of the structure.
LATER = ("ObjectAcl:", "ObjectTagging:", "LifecycleExpiration:", "LifecycleTransition", "IntelligentTiering", "ObjectRestore:Delete")
OWNER = "A1LOCALCLOUDOWNER"
NO_CONTENT = "d41d8cd98f00b204e9800998ecf8427e"


def apply(compute: ComputePlane) -> None:
    def patched_invoke(_account_id: str, event: Any, function_arn: str, _region: str) -> None:
        hand_over(compute, function_arn, json.dumps(event).encode())

    notifications._get_s3_event = event_of
    notifications._invoke_awslambda = patched_invoke


def event_of(event_name: str, bucket: Any, key: Any, notification_id: str) -> dict[str, list[dict[str, Any]]]:
    name = event_name.removeprefix("s3:")
    now = time.time()
    seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
    return {"Records": [{
        "eventVersion": "2.3" if name.startswith(LATER) else "2.1",
        "eventSource": "aws:s3",
        "awsRegion": bucket.region_name,
        "eventTime": f"{seconds}.{int(now * 1000) % 1000:03}Z",
        "eventName": name,
        "userIdentity": {"principalId": principal()},
        "requestParameters": {"sourceIPAddress": (request.remote_addr if has_request_context() else None) or "127.0.0.1"},
        "responseElements": {"x-amz-request-id": secrets.token_hex(8).upper(), "x-amz-id-2": secrets.token_urlsafe(48)},
        "s3": {
            "s3SchemaVersion": "1.0",
            "configurationId": notification_id,
            "bucket": {"name": bucket.name, "ownerIdentity": {"principalId": OWNER}, "arn": bucket.arn},
            "object": object_of(name, bucket, key)}}]}


def object_of(event: str, bucket: Any, key: Any) -> dict[str, Any]:
    # The key keeps its slashes: what is a folder to a person is one to a function.
    found = {"key": quote_plus(key.name, safe="/")}
    if event == "ObjectRemoved:DeleteMarkerCreated":
        found["eTag"] = NO_CONTENT
    elif event != "ObjectRemoved:Delete" and not isinstance(key, FakeDeleteMarker):
        found |= {"size": key.size, "eTag": key.etag.replace('"', "")}
    if bucket.is_versioned:
        found["versionId"] = key.version_id
    return found | {"sequencer": f"{time.time_ns():018X}"}


def principal() -> str:
    """Who changed the object."""
    identifier = request.headers.get("Authorization", "").partition("Credential=")[2].partition("/")[0] if has_request_context() else ""
    if not identifier:
        return OWNER  # A lifecycle rule, for instance, has no caller.
    try:
        return f"AWS:{sts_backends[DEFAULT_ACCOUNT_ID][PARTITION].get_caller_identity(identifier, REGION)[0]}"
    except NoSuchEntity:
        return OWNER  # A user was deleted while moto looked for the key.


def hand_over(compute: ComputePlane, function_arn: str, event: bytes) -> None:
    target = f"/2015-03-31/functions/{quote(function_arn, safe='')}/invocations"
    problem: Exception | None = None
    for _ in range(TRIES):
        try:
            compute.post(target, event, {"X-Amz-Invocation-Type": "Event"}, 30).close()
            return
        except HTTPError as error:
            problem = error
            if error.code < 500:
                break
        except OSError as error:
            problem = error
        time.sleep(0.5)
    print(f"S3's event for {function_arn} was lost: {problem}", file=sys.stderr, flush=True)
