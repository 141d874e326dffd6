"""Moves the messages in a dead-letter queue back to the queue that they come from.

It prints the number of messages and the first few, and asks for confirmation. It moves only that many:
messages that fail again in the meantime stay. A message is deleted only after it was sent, so an
interruption can leave a message in both queues but never lose it. Messages keep their attributes and
their group.
"""

import argparse
import signal
import sys
import threading

from tools.common import aws
from tools.common.arguments import Parser
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.repository import NAME
from tools.redrive import dead_letters
from tools.redrive.dead_letters import BATCH, Queue

SAMPLE = 3
BODY_CHARACTERS = 200


def main() -> int:
    options = arguments()
    prepare("redrive")
    with aws.errors_reported():
        source, target = dead_letters.find(aws.connect(options)("sqs"), f"{NAME}-{options.environment}-", options.queue)
        return offer(source, target, options)


def offer(source: Queue, target: Queue, options: argparse.Namespace) -> int:
    waiting, in_flight = source.counts()
    if waiting == 0:
        if in_flight:
            raise Failure(f"{in_flight} messages in {source.name} are in flight; try again in a few minutes")
        print("the dead-letter queue is empty")
        return 0

    count = min(waiting, options.limit or waiting)
    print(f"{waiting} messages in {source.name}; the first:")
    for message in source.sample(min(SAMPLE, count)):
        print(f"  {message['MessageId']}: {shortened(message['Body'])}")
    if not (options.yes or agreed(f"Move {count} messages back to {target.name}? [y/N] ")):
        print("nothing was moved")
        return 1
    return move(source, target, count)


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("queue", metavar="QUEUE", help="the name of the queue in a descriptor, functions/*/function.json")
    parser.add_argument("--yes", action="store_true", help="don't ask")
    parser.add_argument("--limit", type=positive, metavar="N", help="move at most N messages")
    aws.add_arguments(parser)
    return parser.parse_args()


def positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number greater than 0")
    return int(text)


def shortened(body: str) -> str:
    # On one line, and without control characters for the terminal.
    line = "".join(character if character.isprintable() else " " for character in body)
    return line if len(line) <= BODY_CHARACTERS else line[: BODY_CHARACTERS - 1] + "…"


def agreed(question: str) -> bool:
    if not sys.stdin.isatty():
        raise Failure("there is no terminal to ask for confirmation; use --yes to move them")
    try:
        return input(question).strip().lower() in ("y", "yes")
    except EOFError:
        return False


def move(source: Queue, target: Queue, count: int) -> int:
    """Moves up to count messages and prints the number; Ctrl-C ends it after the current batch."""
    stopped = threading.Event()
    signal.signal(signal.SIGINT, lambda *_: stopped.set())
    moved = 0
    problems: list[str] = []
    while moved < count and not problems and not stopped.is_set():
        messages = source.receive(min(BATCH, count - moved))
        if not messages:
            break
        sent, problems = dead_letters.move(messages, source, target)
        moved += sent
    print(f"{moved} moved, {sum(source.counts())} left")
    for problem in problems:
        print(f"redrive: {problem}", file=sys.stderr)
    return 1 if problems else 130 if stopped.is_set() else 0
