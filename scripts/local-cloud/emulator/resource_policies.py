"""Decides whether a resource's policy lets an AWS service in.
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"""

import json
import re
from collections.abc import Callable
from typing import Any

Statement = dict[str, Any]
# Operators that compare texts; all others let nobody in.
LIKE = {"ArnLike", "ArnEquals", "StringLike"}
EQUAL = {"StringEquals"}


def statements(policy: str | None) -> list[Statement]:
    """The statements of a policy in JSON."""
    found = json.loads(policy or "{}").get("Statement", [])
    return found if isinstance(found, list) else [found]


def allows(policy: list[Statement], service: str, action: str, source: str, account: str) -> bool:
    """Whether a statement allows the service to perform an action such as sqs:SendMessage for a resource with this ARN, and none denies it."""
    effects = {statement["Effect"] for statement in policy if applies(statement, service, action, source, account)}
    return effects == {"Allow"}


def applies(statement: Statement, service: str, action: str, source: str, account: str) -> bool:
    principal = statement.get("Principal")
    services = ["*"] if principal == "*" else listed((principal or {}).get("Service", (principal or {}).get("AWS")))
    known = {name.lower(): value for name, value in (("aws:SourceArn", source), ("aws:SourceAccount", account))}
    return (("*" in services or service in services)
            and any(matches(pattern, action.lower(), str.lower) for pattern in listed(statement.get("Action")))
            and all(holds(operator, conditions, known, statement["Effect"]) for operator, conditions in (statement.get("Condition") or {}).items()))


def holds(operator: str, conditions: dict[str, Any], known: dict[str, str], effect: str) -> bool:
    """Whether a condition holds. One that can't be decided makes a Deny apply, and an Allow not."""
    undecided = effect == "Deny"
    return all(any(matches(pattern, known[key.lower()]) if operator in LIKE else pattern == known[key.lower()] for pattern in listed(values))
               if operator in LIKE | EQUAL and key.lower() in known else undecided
               for key, values in conditions.items())


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [] if value is None else [value]


def matches(pattern: str, text: str, fold: Callable[[str], str] = str) -> bool:
    """Whether a text matches a pattern with * and ?."""
    expression = re.escape(fold(pattern)).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(expression, text, re.DOTALL) is not None
