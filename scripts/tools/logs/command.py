"""Prints a function's log events in chronological order, with their times in UTC.

Prints a JSON record as its level, its message and its other properties; embedded metrics as
metrics NAME=VALUE; START, END and REPORT lines unchanged.
"""

import argparse
import re
import signal
import time
from collections.abc import Iterator
from typing import Any

from tools.common import aws, builds
from tools.common.arguments import Parser
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.repository import NAME
from tools.logs import log_format

# How late an older event may arrive after a newer one and still be printed by --follow.
LATE_MS = 60_000
POLL_S = 1.0


def main() -> int:
    options = arguments()
    prepare("logs")
    # `scripts/logs … | head` ends the command without a message.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with aws.errors_reported():
        show(aws.connect(options)("logs"), options)
    return 0


def show(client: Any, options: argparse.Namespace) -> None:
    prefix = f"/aws/lambda/{NAME}-{options.environment}-"
    start = time.time_ns() // 1_000_000 - options.since * 1000
    try:
        for event in events(client, prefix + options.function, start, options.filter, options.follow):
            print(event["message"].rstrip("\n") if options.raw else log_format.line(event), flush=options.follow)
    except client.exceptions.ResourceNotFoundException:
        raise Failure(unknown(client, prefix, options.function)) from None


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("function", metavar="FUNCTION", help="the name of a folder in functions/")
    parser.add_argument("--follow", action="store_true", help="keep printing new events until Ctrl-C")
    parser.add_argument("--since", type=seconds, default="10m", metavar="AGE", help="the maximum age of events: 30s, 10m (the default), 2h, 1d")
    parser.add_argument("--filter", metavar="PATTERN", default="", help="a CloudWatch Logs filter pattern")
    parser.add_argument("--raw", action="store_true", help="print messages unchanged, without the time")
    aws.add_arguments(parser)
    return parser.parse_args()


def seconds(age: str) -> int:
    found = re.fullmatch(r"(\d{1,6})([smhd])", age)
    if not found:
        raise argparse.ArgumentTypeError(f"'{age}' is not an age; write a number and s, m, h or d, such as 10m")
    return int(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]]


def events(client: Any, group: str, start: int, pattern: str, follow: bool) -> Iterator[dict[str, Any]]:
    """Yields each event since start (ms since 1970) once; with follow, polls for new events forever."""
    seen: dict[str, int] = {}
    while True:
        for event in found(client, group, start, pattern):
            if event["eventId"] not in seen:
                seen[event["eventId"]] = event["timestamp"]
                yield event
        if not follow:
            return
        start = max([start, *(timestamp - LATE_MS for timestamp in seen.values())])
        seen = {identifier: timestamp for identifier, timestamp in seen.items() if timestamp >= start}
        time.sleep(POLL_S)


def found(client: Any, group: str, start: int, pattern: str) -> Iterator[dict[str, Any]]:
    # AWS always interleaves the streams of a group; the emulator does it only on request.
    request = {"logGroupName": group, "startTime": start, "interleaved": True}
    pages = client.get_paginator("filter_log_events").paginate(**request, **({"filterPattern": pattern} if pattern else {}))
    for page in pages:
        yield from page["events"]


def unknown(client: Any, prefix: str, function: str) -> str:
    pages = client.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
    deployed = sorted(group["logGroupName"].removeprefix(prefix) for page in pages for group in page["logGroups"])
    return (f"the log group {prefix}{function} doesn't exist\n"
            f"  functions with a log group: {', '.join(deployed) or 'none'}\n"
            f"  functions in functions/: {', '.join(builds.names()) or 'none'}")
