"""Runs moto, the AWS emulator, as the one AWS endpoint of a local cloud.

Three things are not moto's: who may come in (front_door.py), an invocation of a function, which goes to the compute plane,
and that the compute plane hears of every change, so that what it has read from this endpoint is never stale. What moto itself
gets wrong is mended by patches/.

Environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the cloud's user, who may do everything; QUICKCHANGE_SECRET,
which the compute plane knows this endpoint by.
"""

import argparse
import os
import signal
import sys
from functools import partial
from importlib import metadata
from pathlib import Path
from types import FrameType
from typing import Any

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "QUICKCHANGE_SECRET")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="where AWS clients find this endpoint")
    parser.add_argument("--compute", required=True, help="the URL of the compute plane, which runs functions")
    parser.add_argument("--gateway", required=True, help="the URL under which the APIs are served")
    parser.add_argument("--host", action="append", default=[], help="a name of this machine beside localhost; may be repeated")
    options = parser.parse_args()

    check_moto()
    missing = [name for name in VARIABLES if not os.environ.get(name)]
    if missing:
        sys.exit(f"not in the environment: {', '.join(missing)}; scripts/up makes them")
    # moto reads its settings when it is imported.
    os.environ["MOTO_PORT"] = str(options.port)
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    serve(options.port, options.compute, options.gateway, options.host)


def check_moto() -> None:
    wanted = next(line for line in REQUIREMENTS.read_text().splitlines() if line.startswith("moto"))
    version = wanted.split("==")[1]
    try:
        found = metadata.version("moto")
    except metadata.PackageNotFoundError:
        found = "none"
    if found != version:
        sys.exit(f"moto {version} is needed, and there is {found}: python3 -m pip install -r {REQUIREMENTS}")


def stop(_signal: int, _frame: FrameType | None) -> None:
    # What is in memory goes with the process; there is nothing to put away.
    os._exit(0)


def serve(port: int, compute_url: str, gateway: str, hosts: list[str]) -> None:
    import access_keys
    import patches
    from application import Application, Services
    from compute_plane import ComputePlane
    from front_door import FrontDoor
    from hosts import Hosts
    from signatures import AccessKey
    from werkzeug.serving import WSGIRequestHandler, make_server

    class QuietHandler(WSGIRequestHandler):
        """Keeps connections open, logs only what failed, and tells each Host header. A query may be a signature, and is not
        logged."""

        protocol_version = "HTTP/1.1"

        def make_environ(self) -> dict[str, Any]:
            return super().make_environ() | {"quickchange.hosts": self.headers.get_all("Host", [])}

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            if str(code) >= "400":
                self.log("info", "%r %s %s", self.requestline.partition("?")[0], code, size)

        def log_error(self, format: str, *args: Any) -> None:
            self.log("error", "%s", (format % args).partition("?")[0])

    compute = ComputePlane(compute_url, os.environ["QUICKCHANGE_SECRET"])
    user = AccessKey(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])
    patches.apply(endpoint=f"http://127.0.0.1:{port}", gateway=gateway, compute=compute, user=user)
    application = FrontDoor(Application(Services(), compute, user), Hosts(hosts), user, partial(access_keys.find, user))
    try:
        server = make_server("127.0.0.1", port, application, threaded=True, request_handler=QuietHandler)
    except (OSError, SystemExit):
        sys.exit(f"port {port} is taken by another program; start the cloud on other ports")
    print(f"AWS endpoint on http://127.0.0.1:{port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
