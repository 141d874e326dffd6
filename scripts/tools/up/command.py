"""Runs the whole system on this machine.

Builds every function with Native AOT, starts a local cloud (an AWS emulator, and a program that runs functions and
serves their routes), deploys to it with terraform apply, and serves the routes on http://127.0.0.1:N/Prod until
Ctrl-C. If the cloud is already running, deploys to it again and returns.

While one scripts/up starts or changes the cloud on a port, another one reports that and does nothing. scripts/down
stops a cloud even while it is starting.
"""

import argparse
import re

from tools.common import processors
from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.preparation import prepare
from tools.up import steps, supervision

FILES = """\
The cloud's logs, its Terraform state, and local.env (the settings with which aws, boto3 and Terraform use it from
another shell) are in artifacts/local/N/; artifacts/local.env belongs to the newest cloud.
"""


def main() -> int:
    options = arguments()
    processors.host()
    cloud = Cloud(options.port)
    if not supervision.is_supervised(cloud):
        return supervision.supervise(cloud, options.detach, options.until_eof)
    prepare("up")
    steps.take(cloud, options.host, options.timeouts, options.verbose)
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__, epilog=FILES)
    add_port(parser, "the port of the routes; the default is 3000. The AWS endpoint and the compute plane use the next two ports.")
    parser.add_argument("--host", metavar="NAME", type=host_name, action="append", default=[],
                        help="another host name that requests may use for this machine, such as that of a dev container or of a proxy in front "
                             "of it; can be repeated. By default, only 127.0.0.1, localhost and names that end in .localhost are accepted, "
                             "because a web page could use any other name.")
    parser.add_argument("--timeouts", action="store_true",
                        help="apply timeouts also to functions that run in a process of your own (scripts/env). By default, they don't time out, "
                             "so that a debugger can stop them.")
    ending = parser.add_mutually_exclusive_group()
    ending.add_argument("--detach", action="store_true", help="return as soon as the routes respond; scripts/down stops the cloud.")
    ending.add_argument("--until-eof", action="store_true", help="also stop when standard input ends, for programs that start a cloud.")
    parser.add_argument("--verbose", action="store_true", help="show all that scripts/build and Terraform print.")
    return parser.parse_args()


def host_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]", text):
        raise argparse.ArgumentTypeError(f"must be a name or an address without a port, such as dev.example, not '{text}'")
    return text
