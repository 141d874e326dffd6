"""Empties a running local cloud, so that it is as it was right after it was deployed.

Removes objects, items, messages, parameters, log events and metrics, except for the data that Terraform has created. Ends all
execution environments: invocations that are running fail as after a crash, and asynchronous events are dropped. Authorizers'
cached responses are forgotten, and alarms are as at first. What is deployed stays, and a copy of scripts/down --keep too.
"""

from tools.common import copies
from tools.common.arguments import Parser
from tools.common.cloud import add_port, find
from tools.common.cloud_lock import CloudLock
from tools.common.command import Failure
from tools.common.preparation import prepare


def main() -> int:
    parser = Parser(__doc__)
    add_port(parser, "the port of the cloud's routes; the default is the newest cloud", default=None)
    options = parser.parse_args()
    prepare("reset")
    cloud = find(options.port)
    lock = CloudLock(cloud)
    if holder := lock.take():
        raise Failure(f"the cloud on {cloud.url} is being started or changed by {holder}; wait for it")
    if not cloud.runs():
        raise Failure(f"no cloud is running on {cloud.url}; start one with scripts/up{cloud.option}")
    done = copies.ask(cloud, "reset")
    lock.release()
    print(f"reset the cloud on {cloud.url} in {done['seconds']} s")
    return 0
