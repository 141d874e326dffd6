"""moto runs the function of a bucket's notification itself, in Docker, and omits the object's version from the event. Here, the
compute plane receives an asynchronous invocation, as Lambda does from S3."""

import json
import sys
import time
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

from compute_plane import ComputePlane
from moto.s3 import notifications

# S3 also retries the delivery of an event for some time.
TRIES = 20


def apply(compute: ComputePlane) -> None:
    get_event = notifications._get_s3_event

    def patched_get_event(event_name: str, bucket: Any, key: Any, notification_id: str) -> dict[str, Any]:
        event = get_event(event_name, bucket, key, notification_id)
        record = event["Records"][0]
        now = time.time()
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
        record["eventTime"] = f"{seconds}.{int(now * 1000) % 1000:03}Z"
        record["s3"]["object"]["sequencer"] = f"{time.time_ns():018X}"
        if bucket.is_versioned:
            record["s3"]["object"]["versionId"] = key.version_id
        return event

    def patched_invoke(_account_id: str, event: Any, function_arn: str, _region: str) -> None:
        hand_over(compute, function_arn, json.dumps(event).encode())

    notifications._get_s3_event = patched_get_event
    notifications._invoke_awslambda = patched_invoke


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
