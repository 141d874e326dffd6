"""Lambda's report of an invocation, which ends the invocation's log."""

import json
import re
from dataclasses import dataclass

# The report of a function that logs text, and of one that logs JSON:
# https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html and telemetry-schema-reference.html#platform-report
PATTERNS = ('"REPORT RequestId:"', '"platform.report"')
TEXT = re.compile(r"REPORT RequestId: .*?\tDuration: ([\d.]+) ms\tBilled Duration: ([\d.]+) ms\tMemory Size: (\d+) MB\tMax Memory Used: (\d+) MB"
                  r"(?:\tInit Duration: ([\d.]+) ms)?")


@dataclass(frozen=True)
class Report:
    """Times are in ms, memory is in MB. init: None if the execution environment was warm."""

    duration: float
    billed: float
    memory_size: int
    memory_used: int
    init: float | None


def read(message: str) -> Report | None:
    """The report in a log message; None if the message isn't a report."""
    if found := TEXT.match(message):
        duration, billed, size, used, init = found.groups()
        return Report(float(duration), float(billed), int(size), int(used), float(init) if init else None)
    try:
        match json.loads(message):
            case {"type": "platform.report", "record": {"metrics": {
                    "durationMs": duration, "billedDurationMs": billed, "memorySizeMB": size, "maxMemoryUsedMB": used, **others}}}:
                return Report(duration, billed, size, used, others.get("initDurationMs"))
    except ValueError:
        pass
    return None
