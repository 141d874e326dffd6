"""Prints functions' log events in chronological order, with their times in UTC.

Several functions are interleaved, and each line begins with its function. Without a function, prints those of all functions.
Prints a JSON record as its level, its message and its other properties; embedded metrics as
metrics NAME=VALUE; START, END and REPORT lines unchanged.
"""

import argparse
import re
import signal
import sys
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
    functions = list(dict.fromkeys(options.function)) or all_functions(client, prefix)
    start = time.time_ns() // 1_000_000 - options.since * 1000
    groups = {function: Group(client, prefix + function, start, options.filter) for function in functions}
    width = max(map(len, functions))
    is_first = True
    while True:
        found = new_events(client, prefix, groups)
        if is_first and not found:
            matching = f" that matches {options.filter}" if options.filter else ""
            print(f"nothing{matching} was logged in the last {options.age}" +
                  ("; waiting for events" if options.follow else "; --since 1d looks further back"), file=sys.stderr)
        for function, event in found:
            label = f"{function:<{width}}  " if len(groups) > 1 else ""
            text = event["message"].rstrip("\n") if options.raw else log_format.line(event)
            print(label + text.replace("\n", f"\n{label}"))
        if not options.follow:
            return
        sys.stdout.flush()
        is_first = False
        time.sleep(POLL_S)


def new_events(client: Any, prefix: str, groups: dict[str, "Group"]) -> list[tuple[str, dict[str, Any]]]:
    """The events that haven't been printed yet, with their functions, in the order of their times. Raises Failure."""
    found = []
    for function, group in groups.items():
        try:
            found += [(function, event) for event in group.new()]
        except client.exceptions.ResourceNotFoundException:
            raise Failure(unknown(f"the log group {prefix}{function} doesn't exist", deployed(client, prefix))) from None
    return sorted(found, key=lambda each: each[1]["timestamp"])


def all_functions(client: Any, prefix: str) -> list[str]:
    """The functions in functions/ that have a log group. Raises Failure if there is none."""
    found = deployed(client, prefix)
    # The prefix is also that of an environment whose name begins with this one's.
    functions = [function for function in builds.names() if function in found]
    if not functions:
        raise Failure(unknown(f"no function has a log group {prefix}…", found))
    return functions


def deployed(client: Any, prefix: str) -> list[str]:
    pages = client.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=prefix)
    return sorted(group["logGroupName"].removeprefix(prefix) for page in pages for group in page["logGroups"])


def unknown(problem: str, found: list[str]) -> str:
    return (f"{problem}\n"
            f"  functions with a log group: {', '.join(found) or 'none'}\n"
            f"  functions in functions/: {', '.join(builds.names()) or 'none'}")


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("function", metavar="FUNCTION", nargs="*", help="the name of a folder in functions/; the default is all functions")
    parser.add_argument("--follow", action="store_true", help="keep printing new events until Ctrl-C")
    parser.add_argument("--since", type=age, default="10m", metavar="AGE", dest="age", help="the maximum age of events: 30s, 10m (the default), 2h, 1d")
    parser.add_argument("--filter", metavar="PATTERN", default="", help="a CloudWatch Logs filter pattern")
    parser.add_argument("--raw", action="store_true", help="print messages unchanged, without the time")
    aws.add_arguments(parser)
    options = parser.parse_intermixed_args()
    options.since = seconds(options.age)
    return options


def age(text: str) -> str:
    seconds(text)
    return text


def seconds(age: str) -> int:
    found = re.fullmatch(r"(\d{1,6})([smhd])", age)
    if not found:
        raise argparse.ArgumentTypeError(f"'{age}' is not an age; write a number and s, m, h or d, such as 10m")
    return int(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]]


class Group:
    """The events of a log group, each once."""

    def __init__(self, client: Any, name: str, start: int, pattern: str) -> None:
        self._client = client
        self._name = name
        self._start = start
        self._pattern = pattern
        self._seen: dict[str, int] = {}

    def new(self) -> Iterator[dict[str, Any]]:
        """Those that haven't been yielded yet, in the order of their times."""
        for event in found(self._client, self._name, self._start, self._pattern):
            if event["eventId"] not in self._seen:
                self._seen[event["eventId"]] = event["timestamp"]
                yield event
        self._start = max([self._start, *(timestamp - LATE_MS for timestamp in self._seen.values())])
        self._seen = {identifier: timestamp for identifier, timestamp in self._seen.items() if timestamp >= self._start}


def events(client: Any, group: str, start: int, pattern: str) -> Iterator[dict[str, Any]]:
    """Yields each event since start (ms since 1970)."""
    return Group(client, group, start, pattern).new()


def found(client: Any, group: str, start: int, pattern: str) -> Iterator[dict[str, Any]]:
    # AWS always interleaves the streams of a group; the emulator does it only on request.
    request = {"logGroupName": group, "startTime": start, "interleaved": True}
    pages = client.get_paginator("filter_log_events").paginate(**request, **({"filterPattern": pattern} if pattern else {}))
    for page in pages:
        yield from page["events"]
