"""Stops a local cloud, even one that is still starting.

The emulator's data is in memory and is lost: functions, logs, queues, buckets, Terraform's state.
The log files in artifacts/local/N/ are kept until the next scripts/up.
"""

from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.cloud_lock import CloudLock
from tools.common.repository import ROOT


def main() -> int:
    parser = Parser(__doc__)
    add_port(parser, "the port of its routes; the default is 3000")
    cloud = Cloud(parser.parse_args().port)
    if CloudLock(cloud).end():
        print(f"stopped the cloud on {cloud.url}; its data is gone, its logs are in {cloud.state.relative_to(ROOT)}/")
    else:
        print(f"no cloud is running on {cloud.url}")
    return 0
