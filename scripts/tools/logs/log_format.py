"""Formats a log event for readers."""

import json
from datetime import UTC, datetime
from typing import Any


def line(event: dict[str, Any]) -> str:
    """Formats a CloudWatch Logs event as "HH:MM:SS.mmm message", with its time in UTC."""
    time = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
    return f"{time:%H:%M:%S}.{event['timestamp'] % 1000:03} {readable(event['message'].rstrip())}"


def readable(message: str) -> str:
    """Formats a JSON record as its level, its message and its other properties; returns any other message unchanged."""
    try:
        record = json.loads(message)
    except ValueError:
        return message
    match record:
        # https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
        case {"_aws": _, **values}:
            return words("metrics", values)
        # Lambda's own JSON records:
        # https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
        case {"type": str(kind), "record": dict(values)}:
            return words(kind, values)
        case {"message": text, **values}:
            values.pop("timestamp", None)
            level = values.pop("level", None)
            return words(f"{level} {text}" if level else str(text), values)
        case _:
            return message


def words(first: str, values: dict[str, Any]) -> str:
    return " ".join([first, *(f"{name}={word(value)}" for name, value in values.items())])


def word(value: Any) -> str:
    plain = isinstance(value, str) and value and not any(character.isspace() or character in '"=' for character in value)
    return value if plain else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
