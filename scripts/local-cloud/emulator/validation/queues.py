"""Ranges of queues' attributes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"""

import json
from typing import Any

from moto.sqs.models import sqs_backends

from .refused import Refused
from .rules import Request, rule

RANGES = {"DelaySeconds": (0, 900), "KmsDataKeyReusePeriodSeconds": (60, 86_400), "MaximumMessageSize": (1024, 1_048_576),
          "MessageRetentionPeriod": (60, 1_209_600), "ReceiveMessageWaitTimeSeconds": (0, 20), "VisibilityTimeout": (0, 43_200)}
CHOICES = {"ContentBasedDeduplication": ("true", "false"), "DeduplicationScope": ("messageGroup", "queue"),
           "FifoThroughputLimit": ("perQueue", "perMessageGroupId"), "SqsManagedSseEnabled": ("true", "false")}
FIFO_ONLY = ("ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")
OTHERS = ("FifoQueue", "KmsMasterKeyId", "Policy", "RedriveAllowPolicy", "RedrivePolicy")
MOST_RECEIVES = 1000


@rule("sqs", "CreateQueue", "SetQueueAttributes")
def attributes(request: Request) -> None:
    """The message: https://github.com/apache/airflow/issues/65592"""
    given: dict[str, str] = request["Attributes"] or {}
    name: str = request["QueueName"] or request["QueueUrl"] or ""
    for attribute, value in given.items():
        if attribute not in RANGES and attribute not in CHOICES and attribute not in OTHERS:
            raise Refused("InvalidAttributeName", f"Unknown Attribute {attribute}.")
        if not is_valid(attribute, value):
            raise Refused("InvalidAttributeValue", f"Invalid value for the parameter {attribute}.")
        # Terraform, for instance, sends an empty or false value for what a queue doesn't have.
        if attribute in FIFO_ONLY and value not in ("", "false") and not name.endswith(".fifo"):
            raise Refused("InvalidAttributeName", f"Unknown Attribute {attribute}.")


def is_valid(attribute: str, value: str) -> bool:
    if value == "":
        return True
    if attribute in RANGES:
        least, most = RANGES[attribute]
        return value.isascii() and value.isdecimal() and least <= int(value) <= most
    return attribute not in CHOICES or value in CHOICES[attribute]


@rule("sqs", "CreateQueue", "SetQueueAttributes")
def redrive(request: Request) -> None:
    """https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html"""
    text: str = (request["Attributes"] or {}).get("RedrivePolicy", "")
    if not text:
        return
    message = f"Value {text} for parameter RedrivePolicy is invalid. Reason: "
    policy = parsed(text)
    if not isinstance(policy, dict) or not {"deadLetterTargetArn", "maxReceiveCount"} <= policy.keys():
        raise Refused("InvalidParameterValue", message + "Redrive policy does not contain mandatory attributes: deadLetterTargetArn, maxReceiveCount.")
    try:
        receives = int(policy["maxReceiveCount"])
    except (TypeError, ValueError):
        receives = 0
    if not 1 <= receives <= MOST_RECEIVES:
        raise Refused("InvalidParameterValue", message + f"Invalid value for maxReceiveCount: {policy['maxReceiveCount']}, valid values are from 1 to "
                      f"{MOST_RECEIVES} both inclusive.")
    queues = {queue.queue_arn for queue in sqs_backends[request.account][request.region].queues.values()}
    if policy["deadLetterTargetArn"] not in queues:
        raise Refused("InvalidParameterValue", message + "Dead letter target does not exist.")
    name: str = request["QueueName"] or request["QueueUrl"] or ""
    if name.endswith(".fifo") != str(policy["deadLetterTargetArn"]).endswith(".fifo"):
        raise Refused("InvalidParameterValue", message + "Dead-letter queue must be same type of queue as the source.")


def parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
