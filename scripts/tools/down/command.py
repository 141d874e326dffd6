"""Stops a local cloud, even one that is still starting.

The emulator's data is in memory and is lost: functions, logs, queues, buckets, Terraform's state.
With --keep, objects, items, messages and parameters are copied first, and every following scripts/up
brings them back after it has deployed, until there is another copy or --discard removes it.
The log files in artifacts/local/N/ are kept until the next scripts/up.
"""

import argparse

from tools.common import copies
from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.cloud_lock import CloudLock
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.repository import ROOT


def main() -> int:
    options = arguments()
    cloud = Cloud(options.port)
    if options.keep:
        prepare("down")
        keep(cloud)
        return 0
    ended = CloudLock(cloud).end()
    discarded = options.discard and copies.discard(cloud)
    if ended:
        print(f"stopped the cloud on {cloud.url}; its data is gone, its logs are in {cloud.state.relative_to(ROOT)}/")
    else:
        print(f"no cloud is running on {cloud.url}")
    if discarded:
        print("removed the copy of earlier data")
    elif copies.exists(cloud):
        print(f"the next scripts/up{cloud.option} brings back data that was kept earlier; scripts/down --discard{cloud.option} removes it")
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    add_port(parser, "the port of its routes; the default is 3000")
    data = parser.add_mutually_exclusive_group()
    data.add_argument("--keep", action="store_true", help="copy its data, which the next scripts/up brings back")
    data.add_argument("--discard", action="store_true", help="remove the copy of earlier data")
    return parser.parse_args()


def keep(cloud: Cloud) -> None:
    """Copies the data and stops the cloud. Raises Failure, and leaves the cloud running, if the data can't be copied."""
    lock = CloudLock(cloud)
    if holder := lock.take():
        raise Failure(f"the cloud on {cloud.url} is being started or changed by {holder}; wait for it")
    if not cloud.runs() or not cloud.local_env.exists():
        raise Failure(f"no cloud is running on {cloud.url}, so there is no data to keep")
    with copies.made(cloud) as description:
        lock.end()
    print(f"stopped the cloud on {cloud.url}; kept {description}, which the next scripts/up{cloud.option} brings back")
