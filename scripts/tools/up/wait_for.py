"""Waits until a part of a local cloud serves: until it listens on its port, which may be another program's, and answers there."""

import time
import urllib.error
import urllib.request

from tools.common.cloud import Cloud
from tools.up import listeners

PATIENCE_S = 180.0


def wait_for(cloud: Cloud, part: str, port: int, path: str = "/") -> None:
    """Any answer will do. Raises Failure, with the end of its log, if the part has ended, or has not answered in three minutes."""
    url = f"http://127.0.0.1:{port}{path}"
    over = time.monotonic() + PATIENCE_S
    while (process := process_of(cloud, part)) and time.monotonic() < over:
        if listeners.listener(port) == process and answers(url):
            return
        time.sleep(0.1)
    raise cloud.stopped(part, f"does not answer on {url}") if process else cloud.stopped(part)


def process_of(cloud: Cloud, part: str) -> int | None:
    found = cloud.process(part)
    if not found:
        # A process that is about to run another program has no environment for a moment.
        time.sleep(0.2)
        found = cloud.process(part)
    return found


def answers(url: str) -> bool:
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5).close()
    except urllib.error.HTTPError:
        pass
    except OSError:
        return False
    return True
