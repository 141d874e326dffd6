"""Stops a local cloud, one that is being started too.

The emulator's data is in memory and is discarded: functions, logs, queues, buckets, Terraform's state of them.
The log files in artifacts/local/N/ stay until the next scripts/up.
"""

from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.cloud_lock import CloudLock
from tools.common.repository import ROOT


def main() -> int:
    parser = Parser(__doc__)
    add_port(parser, "the port of its routes; 3000 by default")
    cloud = Cloud(parser.parse_args().port)
    if CloudLock(cloud).end():
        print(f"stopped the cloud on {cloud.url}; its data is discarded, its logs stay in {cloud.state.relative_to(ROOT)}/")
    else:
        print(f"no cloud runs on {cloud.url}")
    return 0
