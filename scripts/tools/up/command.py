"""Makes this machine the cloud.

Builds every function with Native AOT, starts a local cloud (an AWS emulator, and what runs functions and serves
their routes), deploys to it with terraform apply, and serves the routes on http://127.0.0.1:N/Prod until Ctrl-C.
On a cloud that runs already it deploys again, and returns.

While one scripts/up starts or changes the cloud on a port, another one says so, and does nothing. scripts/down stops
a cloud that is being started too.
"""

import argparse
import re

from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.preparation import prepare
from tools.up import steps, supervision

FILES = """\
The cloud's logs, Terraform's state of it, and local.env (what makes aws, boto3 and Terraform reach it from another
shell) are in artifacts/local/N/; artifacts/local.env is the newest cloud's.
"""


def main() -> int:
    options = arguments()
    cloud = Cloud(options.port)
    if not supervision.is_supervised(cloud):
        return supervision.supervise(cloud, options.detach)
    prepare("up")
    steps.take(cloud, options.host)
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__, epilog=FILES)
    add_port(parser, "the port of the routes; 3000 by default. The AWS endpoint gets the next one, the compute plane the one after.")
    parser.add_argument("--host", metavar="NAME", type=host_name, action="append", default=[],
                        help="another name by which requests may call this machine, such as that of a dev container or of a proxy in front "
                             "of it; may be repeated. By default only 127.0.0.1, localhost and names below localhost are answered: a web "
                             "page could give itself any other name.")
    parser.add_argument("--detach", action="store_true", help="return as soon as the routes answer; scripts/down stops the cloud.")
    return parser.parse_args()


def host_name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]+\]", text):
        raise argparse.ArgumentTypeError(f"takes a name or an address without a port, like dev.example, not '{text}'")
    return text
