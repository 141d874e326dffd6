"""Expressions and time zones of schedules: https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html"""

from collections.abc import Callable

from tools.common import schedules

from .refused import Refused
from .rules import Request, rule


@rule("scheduler", "CreateSchedule", "UpdateSchedule")
def expression(request: Request) -> None:
    """The message: https://github.com/localstack/localstack/issues/9284"""
    check(schedules.check_expression, request["ScheduleExpression"], f"Invalid Schedule Expression {request['ScheduleExpression']}.")
    zone = request["ScheduleExpressionTimezone"]
    if zone is not None:
        check(schedules.check_zone, zone, f"Invalid ScheduleExpressionTimezone {zone}.")


@rule("scheduler", "CreateSchedule", "UpdateSchedule")
def window(request: Request) -> None:
    """https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html"""
    given = request["FlexibleTimeWindow"]
    if given["Mode"] == "FLEXIBLE" and "MaximumWindowInMinutes" not in given:
        raise Refused("ValidationException", "MaximumWindowInMinutes must be provided when FlexibleTimeWindow mode is FLEXIBLE.")
    if given["Mode"] == "OFF" and "MaximumWindowInMinutes" in given:
        raise Refused("ValidationException", "MaximumWindowInMinutes must not be provided when FlexibleTimeWindow mode is OFF.")


@rule("events", "PutRule")
def scheduled_rule(request: Request) -> None:
    """The message: https://github.com/localstack/localstack/pull/12156. A rule has no one-time expressions, and an even rate:
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html"""
    text = request["ScheduleExpression"]
    if text:
        message = "Parameter ScheduleExpression is not valid."
        if text.startswith("at("):
            raise Refused("ValidationException", message)
        check(schedules.check_expression, text, message)
        check(check_plural, text, message)


def check_plural(text: str) -> None:
    """Raises ValueError for rate(1 minutes) and rate(5 minute)."""
    if text.startswith("rate("):
        number, unit = text.removeprefix("rate(").removesuffix(")").split()
        if (int(number) == 1) == unit.endswith("s"):
            raise ValueError(text)


def check(is_valid: Callable[[str], None], text: str, message: str) -> None:
    try:
        is_valid(text)
    except ValueError:
        raise Refused("ValidationException", message) from None
