"""Invokes a function with an event, and prints its result, its log and the figures of the invocation.

The result goes to standard output, everything else to standard error. The exit status is 1 if the function fails.
Without --event, the event is the first one that --list shows.
"""

import argparse
import base64
import json
import sys
from pathlib import Path
from typing import Any

from tools.common import aws, builds, descriptors, reports
from tools.common.arguments import Parser
from tools.common.cloud import ACCOUNT, REGION
from tools.common.command import Failure, say
from tools.common.descriptors import Mistake
from tools.common.preparation import prepare
from tools.invoke import events
from tools.invoke.events import Event, Place
from tools.logs import log_format

# The alias that routes, queues and the other sources invoke.
ALIAS = "live"
# Lambda ends an invocation after 15 minutes. A second try would invoke the function again.
PATIENCE = {"read_timeout": 16 * 60, "retries": {"total_max_attempts": 1}}
# Lambda returns only the end of the log: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
LOG_TAIL = 4096
# What Lambda itself logs about each invocation.
OWN_LINES = ("START RequestId:", "END RequestId:", "INIT_START ", "XRAY TraceId:")


def main() -> int:
    options = arguments()
    if options.function not in builds.names():
        raise Failure(f"functions/{options.function} doesn't exist; the functions are {', '.join(builds.names())}")
    prepare("invoke")
    try:
        if options.list:
            print(events.listed(events.of(options.function, Place(options.environment, ACCOUNT, REGION))))
            return 0
        with aws.errors_reported():
            client = aws.connect(options)
            place = place_of(client, options)
            event = chosen(options, place)
            return invoke(client("lambda", **PATIENCE), options, place, event)
    except Mistake as mistake:
        raise Failure(str(mistake)) from None


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("function", metavar="FUNCTION", help="the name of a folder in functions/")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--event", metavar="NAME|FILE|-", help="an event that --list shows, a file with an event or an example, or standard input")
    which.add_argument("--list", action="store_true", help="list the function's events: its examples, its routes, and its other sources")
    parser.add_argument("--async", action="store_true", dest="asynchronous", help="don't wait for the result: Lambda retries after an error")
    aws.add_arguments(parser)
    return parser.parse_args()


def place_of(client: aws.Client, options: argparse.Namespace) -> Place:
    if options.environment == "local":
        return Place(options.environment, ACCOUNT, REGION)
    found = client("sts")
    return Place(options.environment, found.get_caller_identity()["Account"], found.meta.region_name)


def chosen(options: argparse.Namespace, place: Place) -> Event:
    """Raises Failure, or Mistake."""
    if options.event == "-":
        return read(sys.stdin.buffer.read(), "standard input")
    known = events.of(options.function, place)
    if options.event is None:
        if not known:
            raise Failure(f"functions/{options.function} has no examples and no events; use --event FILE")
        say_aside(f"event: {known[0].name}")
        return known[0]
    if found := next((event for event in known if event.name == options.event), None):
        return found
    file = Path(options.event)
    if not file.is_file():
        names = f"; the events of {options.function} are:\n{events.listed(known)}" if known else ""
        raise Failure(f"'{options.event}' is neither an event of {options.function} nor a file{names}")
    return read(descriptors.content(file), file)


def read(content: bytes, source: Path | str) -> Event:
    try:
        return events.of_file(content, source)
    except Mistake as mistake:
        raise Failure(f"{source}: {mistake}") from None


def invoke(client: Any, options: argparse.Namespace, place: Place, event: Event) -> int:
    name, payload = place.name(options.function), json.dumps(event.content, ensure_ascii=False).encode()
    try:
        if options.asynchronous:
            answer = client.invoke(FunctionName=name, Qualifier=ALIAS, Payload=payload, InvocationType="Event")
            say_aside(f"accepted as {answer['ResponseMetadata']['RequestId']}; see scripts/logs {options.function}{suffix(options)}")
            return 0
        answer = client.invoke(FunctionName=name, Qualifier=ALIAS, Payload=payload, LogType="Tail")
    except client.exceptions.ResourceNotFoundException:
        raise Failure(f"{name} isn't deployed; deploy it with {deploy(options)}") from None
    result = answer["Payload"].read()
    figures = show_log(base64.b64decode(answer.get("LogResult", "")), options)
    failed = "FunctionError" in answer
    if failed:
        say_aside(error(result))
    show_result(result, failed)
    if figures:
        say_aside(figures)
    return 1 if failed else 0


def show_log(tail: bytes, options: argparse.Namespace) -> str:
    """Prints the function's own lines, and returns the figures of the invocation."""
    lines = tail.decode(errors="replace").splitlines()
    if len(tail) >= LOG_TAIL and lines:
        # The first line is cut off.
        lines = lines[1:]
        say_aside(f"… (scripts/logs {options.function}{suffix(options)} prints the whole log)")
    figures = ""
    for line in lines:
        if report := reports.read(line):
            init = f", init {report.init:.2f} ms" if report.init is not None else ""
            figures = (f"{report.duration:.2f} ms, billed {report.billed:.0f} ms, memory {report.memory_used} of {report.memory_size} MB{init}")
        elif line and not is_own(line):
            say_aside(log_format.readable(line))
    return figures


def is_own(line: str) -> bool:
    if line.startswith(OWN_LINES):
        return True
    try:
        return str(json.loads(line)["type"]).startswith("platform.")
    except (ValueError, KeyError, TypeError):
        return False


def error(result: bytes) -> str:
    """The function's error, which can be any JSON: https://docs.aws.amazon.com/lambda/latest/dg/csharp-exceptions.html"""
    try:
        found = json.loads(result)
        lines = [f"the function failed: {found['errorType']}: {found['errorMessage']}", *(found.get("stackTrace") or [])]
    except (ValueError, KeyError, TypeError):
        return "the function failed"
    if cause := found.get("cause"):
        lines.append(f"caused by {cause.get('errorType')}: {cause.get('errorMessage')}")
        lines += cause.get("stackTrace") or []
    return "\n".join(map(str, lines))


def show_result(result: bytes, failed: bool) -> None:
    """Formatted in a terminal, unchanged elsewhere."""
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(result)
        sys.stdout.buffer.flush()
        return
    if failed:
        return  # It has been shown.
    try:
        say(json.dumps(json.loads(result), indent=2, ensure_ascii=False))
    except ValueError:
        say(result.decode(errors="replace"))


def say_aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def suffix(options: argparse.Namespace) -> str:
    """The options with which another command uses the same environment."""
    if options.environment != "local":
        return f" --environment {options.environment}"
    return f" --port {options.port}" if options.port else ""


def deploy(options: argparse.Namespace) -> str:
    return f"scripts/up{suffix(options)}" if options.environment == "local" else f"scripts/deploy {options.environment}"
