"""What Lambda requires of a queue that invokes a function.

https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
"""

import json
from typing import Any

import permissions
from moto.awslambda.exceptions import LambdaClientError
from moto.awslambda.models import LambdaFunction
from moto.sqs.models import Queue, sqs_backends

from .functions import backend_of, invalid
from .rules import Request, rule

# Without a batching window, and always for a FIFO queue.
MOST_MESSAGES = 10
MOST_FILTERS = 10
LONGEST_PATTERN = 4096
NEEDED = ("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes")


@rule("lambda", "CreateEventSourceMapping", "UpdateEventSourceMapping")
def queue(request: Request) -> None:
    settings = Settings(request)
    if settings.queue is None:
        return
    if settings.function:
        check_visibility(settings.queue, settings.function)
        check_role(settings.queue, settings.function)
    if settings.is_fifo and settings.window:
        raise invalid("Batching window is not supported for FIFO queues")
    if settings.is_fifo and settings.batch > MOST_MESSAGES:
        raise invalid(f"Batch size must be less than or equal to {MOST_MESSAGES} for FIFO queues")
    if settings.batch > MOST_MESSAGES and not settings.window:
        raise invalid(f"Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than {MOST_MESSAGES}")
    for member in ("StartingPosition", "StartingPositionTimestamp", "ParallelizationFactor", "BisectBatchOnFunctionError", "MaximumRetryAttempts",
                   "MaximumRecordAgeInSeconds", "TumblingWindowInSeconds"):
        if request[member]:
            raise invalid(f"{member} is not valid for SQS event sources.")


class Settings:
    """The settings of a mapping after the request."""

    def __init__(self, request: Request) -> None:
        self.request = request
        known = backend_of(request).get_event_source_mapping(request["UUID"]) if request["UUID"] else None
        source = known.event_source_arn if known else request["EventSourceArn"]
        self.queue = queue_of(request, source)
        self.is_fifo = (source or "").endswith(".fifo")
        self.function = function_of(request, request["FunctionName"] or (known and known.function_arn))
        self.batch = self.either("BatchSize", known and known.batch_size) or MOST_MESSAGES
        self.window = self.either("MaximumBatchingWindowInSeconds", known and known.max_batch_window) or 0

    def either(self, member: str, known: Any) -> Any:
        given = self.request[member]
        return known if given is None else given


def queue_of(request: Request, arn: str | None) -> Queue | None:
    queues = sqs_backends[request.account][request.region].queues.values()
    return next((queue for queue in queues if queue.queue_arn == arn), None)


def function_of(request: Request, named: str | None) -> LambdaFunction | None:
    """None if it doesn't exist, which moto itself reports."""
    try:
        return backend_of(request).get_function(named) if named else None
    except LambdaClientError:
        return None


def check_visibility(source: Any, function: LambdaFunction) -> None:
    visibility = source.visibility_timeout
    if visibility < function.timeout:
        raise invalid(f"Queue visibility timeout: {visibility} seconds is less than Function timeout: {function.timeout} seconds")


def check_role(source: Queue, function: LambdaFunction) -> None:
    for action in NEEDED:
        if not permissions.allows(function.role, action, source.queue_arn):
            raise invalid(f"The function execution role does not have permissions to call {action.partition(':')[2]} on SQS")


@rule("lambda", "CreateEventSourceMapping", "UpdateEventSourceMapping")
def filters(request: Request) -> None:
    patterns = [each.get("Pattern", "") for each in (request["FilterCriteria"] or {}).get("Filters", [])]
    if len(patterns) > MOST_FILTERS:
        raise invalid(f"Filters cannot have more than {MOST_FILTERS} items.")
    for pattern in patterns:
        if len(pattern) > LONGEST_PATTERN or not is_pattern(parsed(pattern)):
            raise invalid("Invalid filter pattern definition.")


def parsed(pattern: str) -> Any:
    try:
        return json.loads(pattern)
    except (ValueError, RecursionError):
        return None


def is_pattern(node: Any) -> bool:
    """Whether each leaf is a list of values and comparisons that Lambda supports:
    https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax"""
    return isinstance(node, dict) and all(
        isinstance(value, list) and all(map(is_pattern, value)) if name == "$or" else is_leaf(value) if isinstance(value, list) else is_pattern(value)
        for name, value in node.items())


def is_leaf(values: list[Any]) -> bool:
    return bool(values) and all(is_comparison(value) if isinstance(value, dict) else not isinstance(value, list) for value in values)


def is_comparison(value: dict[str, Any]) -> bool:
    if len(value) != 1:
        return False
    (name, operand), = value.items()
    if name in ("prefix", "suffix", "equals-ignore-case"):
        return isinstance(operand, str)
    if name == "exists":
        return isinstance(operand, bool)
    if name == "numeric":
        return isinstance(operand, list) and len(operand) in (2, 4) and all(
            sign in ("=", ">", ">=", "<", "<=") and is_number(limit) for sign, limit in zip(operand[::2], operand[1::2], strict=True))
    return name == "anything-but" and all(not isinstance(each, dict | list) for each in (operand if isinstance(operand, list) else [operand]))


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
