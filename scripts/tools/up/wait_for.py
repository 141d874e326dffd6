"""Waits until a part of a local cloud serves: until it listens on its port, rather than another program, and responds."""

import time
import urllib.error
import urllib.request

from tools.common.cloud import Cloud
from tools.up import listeners

PATIENCE_S = 180.0


def wait_for(cloud: Cloud, part: str, port: int, path: str = "/") -> None:
    """Accepts any response. Raises Failure with the end of the part's log if it has ended, or has not responded in three minutes."""
    url = f"http://127.0.0.1:{port}{path}"
    over = time.monotonic() + PATIENCE_S
    while (process := process_of(cloud, part)) and time.monotonic() < over:
        if listeners.listener(port) == process and answers(url):
            return
        time.sleep(0.1)
    raise cloud.stopped(part, f"doesn't respond on {url}") if process else cloud.stopped(part)


def process_of(cloud: Cloud, part: str) -> int | None:
    found = cloud.process(part)
    if not found:
        # A process that executes another program has no environment for a moment.
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
