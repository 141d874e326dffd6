"""Waits until a part of a local cloud serves: until it listens on its port, which may be another program's, and answers there.

  wait_for.py STATE PART PORT [PATH]

Any answer will do. Fails if the part has ended, or has not answered in three minutes.
"""

import sys
import time
import urllib.error
import urllib.request

from tools.up import listeners
from tools.common import marked

PATIENCE = 180.0


def main() -> None:
    state, name, port, *path = sys.argv[1:]
    url = f"http://127.0.0.1:{port}{path[0] if path else '/'}"
    over = time.monotonic() + PATIENCE
    while (process := marked.part(state, name)) and time.monotonic() < over:
        if listeners.listener(int(port)) == process and answers(url):
            return
        time.sleep(0.1)
    title = name.replace("-", " ")
    sys.exit(f"the {title} does not answer on {url}" if process else f"the {title} stopped")


def answers(url: str) -> bool:
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=5).close()
    except urllib.error.HTTPError:
        pass
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
