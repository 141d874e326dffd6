"""Reads how the functions of a deployed environment started and answered, from the reports of invocations in their logs."""

import argparse
import time
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

from tools.common import aws, builds, reports
from tools.common.arguments import Parser
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.reports import Report
from tools.common.repository import NAME
from tools.logs import command as logs

COLUMNS = ("function", "invocations", "cold starts", "init, ms", "cold invocation, ms", "warm invocation, ms", "p99, ms", "memory used, MB", "of MB")


def main() -> int:
    options = arguments()
    prepare("logs")
    with aws.errors_reported():
        client = aws.connect(options)("logs")
        found = {function: list(reports_of(client, options, function)) for function in options.only or builds.names()}
    if not any(found.values()):
        raise Failure(f"no function of {options.environment} has reported an invocation since then; invoke one, or look further back with --since 1d")
    print(table(found))
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser("Prints how the functions of a deployed environment started and answered.", "scripts/bench")
    parser.add_argument("--since", type=logs.seconds, default="1h", metavar="AGE")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=builds.names())
    aws.add_arguments(parser)
    return parser.parse_args()


def reports_of(client: Any, options: argparse.Namespace, function: str) -> Iterator[Report]:
    """The reports of a function; none if it isn't deployed."""
    group = f"/aws/lambda/{NAME}-{options.environment}-{function}"
    start = (int(time.time()) - options.since) * 1000
    try:
        for pattern in reports.PATTERNS:
            for event in logs.events(client, group, start, pattern):
                if report := reports.read(event["message"]):
                    yield report
    except client.exceptions.ResourceNotFoundException:
        return


def table(found: dict[str, list[Report]]) -> str:
    rows = [COLUMNS, *(row(function, reported) for function, reported in found.items())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows)


def row(function: str, reported: list[Report]) -> tuple[str, ...]:
    cold = [each for each in reported if each.init is not None]
    warm = [each.duration for each in reported if each.init is None]
    return (
        function, str(len(reported)), str(len(cold)),
        spread([each.init for each in cold if each.init is not None]), spread([each.duration for each in cold]), spread(warm), percentile(warm, 99),
        str(max((each.memory_used for each in reported), default="")), " ".join(sorted({str(each.memory_size) for each in reported})))


def spread(values: list[float]) -> str:
    """The median, with the 10th and 90th percentiles in parentheses."""
    return f"{percentile(values, 50)} ({percentile(values, 10)}–{percentile(values, 90)})" if values else ""


def percentile(values: list[float], percent: int) -> str:
    """A percentile, interpolated, with three significant digits; "" if there are no values."""
    if len(values) < 2:
        return "".join(map(number, values))
    return number(quantiles(values, n=100, method="inclusive")[percent - 1])


def number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"
