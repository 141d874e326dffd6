"""Prints the environment with which a process of your own runs as a function of a local cloud, or starts a command in it.

A runtime that is started with it takes the function's invocations, wherever they come from, until it ends:

  scripts/env change -- dotnet run --project functions/change --no-launch-profile
  scripts/env change > change.env            for a debugger or another reader of .env files
  eval "$(scripts/env change --export)"      for this shell

The environment has the function's variables and credentials of its role, which expire after 12 hours.
"""

import argparse
import json
import os
import re
import shlex
import sys

from tools.common import cloud as clouds
from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.command import Failure
from tools.common.repository import FUNCTIONS

# The endpoint of one service, such as AWS_ENDPOINT_URL_S3, which takes precedence over that of all.
ENDPOINT = "AWS_ENDPOINT_URL_"
# Values that shells and readers of .env files understand without quotes.
PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]*")


def main() -> int:
    options, command = arguments()
    variables = environment(clouds.find(options.port), options.function)
    if command:
        start(command, variables)
    if options.export:
        print(f"unset {' '.join(dict.fromkeys(['AWS_PROFILE', *filter(takes_precedence, os.environ)]))}")
    for name, value in variables.items():
        print(("export " if options.export else "") + f"{name}={quoted(value)}")
    return 0


def arguments() -> tuple[argparse.Namespace, list[str]]:
    words = sys.argv[1:]
    end = words.index("--") if "--" in words else len(words)
    parser = Parser(__doc__)
    parser.usage = f"{parser.prog} [-h] [--export] [--port N] FUNCTION [-- COMMAND…]"
    parser.add_argument("function", metavar="FUNCTION", help="the name of a folder in functions/, or of any deployed function")
    parser.add_argument("--export", action="store_true", help="print commands of a shell instead of lines NAME=VALUE")
    add_port(parser, "the port of the cloud's routes; the default is that of the newest cloud", default=None)
    options = parser.parse_args(words[:end])
    if end == len(words) - 1:
        parser.error("a command must follow --")
    return options, words[end + 1:]


def environment(cloud: Cloud, function: str) -> dict[str, str]:
    """The variables of a function. Raises Failure."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", function):
        raise Failure(f"'{function}' is not the name of a function")
    variables: dict[str, str] = json.loads(cloud.ask(f"/_environments/{function}"))
    # Where the code is: on Lambda, the folder of the unpacked zip.
    folder = FUNCTIONS / variables["AWS_LAMBDA_RUNTIME_API"].rpartition("/")[2]
    return variables | ({"LAMBDA_TASK_ROOT": str(folder)} if folder.is_dir() else {})


def takes_precedence(name: str) -> bool:
    """Whether a setting of the user's shell would take precedence over the function's."""
    return name == "AWS_PROFILE" or name.startswith(ENDPOINT)


def quoted(value: str) -> str:
    """The value as a shell and a reader of .env files understand it: most of these have no escapes in single quotes."""
    if PLAIN.fullmatch(value):
        return value
    return shlex.quote(value) if "'" not in value else '"' + re.sub(r'([\\"$`])', r"\\\1", value) + '"'


def start(command: list[str], variables: dict[str, str]) -> None:
    """Becomes the command. Raises Failure."""
    inherited = {name: value for name, value in os.environ.items() if not takes_precedence(name)}
    try:
        os.execvpe(command[0], command, inherited | variables)
    except OSError as error:
        raise Failure(f"{command[0]} can't be started: {error.strerror}") from error
