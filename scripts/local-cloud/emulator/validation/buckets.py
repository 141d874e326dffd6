"""What S3 requires of a bucket's notifications.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import resource_policies
from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import lambda_backends
from moto.s3.exceptions import InvalidArgumentError
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends
from patches.permission_qualifier import own_policy

S3 = "s3.amazonaws.com"
RULE_NAME = re.compile(rb"<Name>\s*(prefix|suffix)\s*</Name>", re.IGNORECASE)
# The configuration's element, and the action that S3 needs on its destination.
ACTIONS = {"CloudFunction": "lambda:InvokeFunction", "Queue": "sqs:SendMessage", "Topic": "sns:Publish"}


@dataclass(frozen=True)
class Notification:
    """What sends one event, of one type, to one destination."""

    kind: str
    destination: str
    event: str
    prefix: str
    suffix: str

    def overlaps(self, other: "Notification") -> bool:
        return (is_part(self.event, other.event) and is_start(self.prefix, other.prefix)
                and (self.suffix.endswith(other.suffix) or other.suffix.endswith(self.suffix)))

    @property
    def has_filter(self) -> bool:
        return bool(self.prefix or self.suffix)


def apply() -> None:
    parse = S3Response._notification_config_from_body
    put = S3Backend.put_bucket_notification_configuration

    def patched_parse(self: S3Response) -> dict[str, Any]:
        # S3 takes the names of rules in any case, and stores them in this one.
        self.body = RULE_NAME.sub(lambda found: found[0].lower().replace(b"name", b"Name"), self.body)
        return parse(self)

    def patched_put(self: S3Backend, bucket_name: str, notification_config: dict[str, Any]) -> None:
        check(self.get_bucket(bucket_name), list(notifications(notification_config)))
        put(self, bucket_name, notification_config)

    S3Response._notification_config_from_body = patched_parse
    S3Backend.put_bucket_notification_configuration = patched_put


def notifications(configuration: dict[str, Any]) -> Iterator[Notification]:
    for kind in ACTIONS:
        for given in configuration.get(f"{kind}Configuration") or []:
            rules = {rule["Name"]: rule["Value"] for rule in ((given.get("Filter") or {}).get("S3Key") or {}).get("FilterRule", [])}
            for event in given["Event"]:
                yield Notification(kind, given[kind], event, rules.get("prefix", ""), rules.get("suffix", ""))


def check(bucket: FakeBucket, found: list[Notification]) -> None:
    """Raises InvalidArgumentError if two notifications overlap, or if a destination doesn't exist or doesn't let S3 in."""
    for one, other in combinations(found, 2):
        if one.overlaps(other):
            raise InvalidArgumentError(
                "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type."
                if one.has_filter or other.has_filter else
                "Configurations overlap. Configurations on the same bucket cannot share a common event type.", "Event", f"{one.event}, {other.event}")
    for each in found:
        policy = policy_of(bucket, each)
        if policy is None or not resource_policies.allows(policy, S3, ACTIONS[each.kind], f"arn:aws:s3:::{bucket.name}", bucket.account_id):
            raise InvalidArgumentError("Unable to validate the following destination configurations", each.destination, "null")


def policy_of(bucket: FakeBucket, notification: Notification) -> list[dict[str, Any]] | None:
    """The statements of the destination's policy; None if there is no such destination."""
    account, region, arn = bucket.account_id, bucket.region_name, notification.destination
    if notification.kind == "CloudFunction":
        qualifier = arn.split(":")[7] if arn.count(":") == 7 else None
        try:
            return own_policy(lambda_backends[account][region].get_function(arn, qualifier), qualifier).statements
        except LambdaClientError:
            return None
    if notification.kind == "Queue":
        queue = next((queue for queue in sqs_backends[account][region].queues.values() if queue.queue_arn == arn), None)
        return resource_policies.statements(queue.policy) if queue else None
    topic = sns_backends[account][region].topics.get(arn)
    return resource_policies.statements(topic.policy) if topic else None


def is_part(one: str, other: str) -> bool:
    """Whether one of two types of events is the other, or includes it."""
    one, other = (event.removeprefix("s3:") for event in (one, other))
    return one == other or (one.endswith("*") and other.startswith(one[:-1])) or (other.endswith("*") and one.startswith(other[:-1]))


def is_start(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
