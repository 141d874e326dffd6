"""Stops a local cloud, one that is being started too.

  down.py STATE PORT
"""

import sys
from pathlib import Path

from tools.common import cloud_lock


def main() -> None:
    state, port = sys.argv[1:]
    url = f"http://127.0.0.1:{port}"
    if not cloud_lock.CloudLock(state, int(port)).end():
        print(f"no cloud runs on {url}")
        return
    print(f"stopped the cloud on {url}; its data is discarded, its logs stay in {'/'.join(Path(state).parts[-3:])}/")


if __name__ == "__main__":
    main()
