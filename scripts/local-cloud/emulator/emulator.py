"""Runs moto, the AWS emulator, as the only AWS endpoint of a local cloud.

Six things are added to moto: access control (front_door.py), invocations of functions, which go to the compute plane, change
notifications to the compute plane, so that the data that it has read from this endpoint is never stale, decisions about routes
with IAM authorization for the gateway (route_access.py), refusals of what AWS would refuse (validation/), and copies and resets of
the data (control.py). patches/ fixes defects in moto itself.

Environment variables: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the cloud's user, who may do everything, and
QUICKCHANGE_SECRET, with which this endpoint and the local cloud authenticate to each other.
"""

import argparse
import os
import re
import signal
import sys
from functools import partial
from importlib import metadata
from pathlib import Path
from types import FrameType
from typing import Any

# What the project's tools know about AWS is known here too (tools.common).
sys.path.append(str(Path(__file__).resolve().parents[2]))
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
VARIABLES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "QUICKCHANGE_SECRET")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="the port of this endpoint")
    parser.add_argument("--compute", required=True, help="the URL of the compute plane, which runs functions")
    parser.add_argument("--gateway", required=True, help="the base URL of the APIs")
    parser.add_argument("--host", action="append", default=[], help="a host name of this machine in addition to localhost; can be repeated")
    parser.add_argument("--changes", type=Path, default=os.devnull,
                        help="the file for changes that scripts/up didn't make, one per line")
    parser.add_argument("--copies", type=Path, default=os.devnull, help="the folder for copies of the data; without it, none can be made")
    options = parser.parse_args()

    check_moto()
    missing = [name for name in VARIABLES if not os.environ.get(name)]
    if missing:
        sys.exit(f"missing environment variables: {', '.join(missing)}; scripts/up sets them")
    # moto reads its settings when it is imported.
    os.environ["MOTO_PORT"] = str(options.port)
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    serve(options.port, options.compute, options.gateway, options.host, options.changes, options.copies)


def check_moto() -> None:
    version, = re.findall(r"^moto==([\w.]+)", REQUIREMENTS.read_text(), re.MULTILINE)
    try:
        found = metadata.version("moto")
    except metadata.PackageNotFoundError:
        found = "none"
    if found != version:
        sys.exit(f"moto {version} is required, but found {found}: python3 -m pip install -r {REQUIREMENTS}")


def stop(_signal: int, _frame: FrameType | None) -> None:
    # All data is in memory, so there is nothing to clean up.
    os._exit(0)


def serve(port: int, compute_url: str, gateway: str, hosts: list[str], changes: Path, copies: Path) -> None:
    import access_keys
    import patches
    import validation
    from application import Application, Services
    from changes import Changes
    from compute_plane import ComputePlane
    from control import Control
    from deployed import Deployed
    from front_door import FrontDoor
    from gate import Gate
    from hosts import Hosts
    from route_access import RouteAccess
    from signatures import AccessKey
    from werkzeug.serving import WSGIRequestHandler, make_server

    class QuietHandler(WSGIRequestHandler):
        """Keeps connections open, logs only failures, and passes on every Host header. Query strings aren't logged, because they can
        contain signatures."""

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
    validation.apply()
    find = partial(access_keys.find, user)
    routes = RouteAccess(os.environ["QUICKCHANGE_SECRET"], user, find)
    deployed = Deployed(Changes(Application(Services(), compute, user), changes))
    gate = Gate(deployed)
    control = Control(copies, gate, deployed, compute, user)
    application = FrontDoor(gate, routes, control, Hosts(hosts), user, find)
    try:
        server = make_server("127.0.0.1", port, application, threaded=True, request_handler=QuietHandler)
    except (OSError, SystemExit):
        sys.exit(f"port {port} is in use by another program; start the cloud on other ports")
    print(f"AWS endpoint on http://127.0.0.1:{port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
