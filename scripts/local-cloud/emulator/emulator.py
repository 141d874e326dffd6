"""Runs moto, the AWS emulator, as the one AWS endpoint of a local cloud.

Two things are not moto's: an invocation of a function goes to the compute plane, and the compute plane hears of every
change, so that what it has read from this endpoint is never stale. What moto itself gets wrong is mended by patches/.
"""

import argparse
import os
import signal
import sys
from importlib import metadata
from pathlib import Path
from types import FrameType

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="where AWS clients find this endpoint")
    parser.add_argument("--compute", required=True, help="the URL of the compute plane, which runs functions")
    parser.add_argument("--gateway", required=True, help="the URL under which the APIs are served")
    options = parser.parse_args()

    check_moto()
    # moto reads its settings when it is imported.
    os.environ["MOTO_PORT"] = str(options.port)
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    serve(options.port, options.compute, options.gateway)


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


def serve(port: int, compute: str, gateway: str) -> None:
    import patches
    from application import Application
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class QuietHandler(WSGIRequestHandler):
        """Keeps connections open, and logs only what failed."""

        protocol_version = "HTTP/1.1"

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            if str(code) >= "400":
                super().log_request(code, size)

    patches.apply(endpoint=f"http://127.0.0.1:{port}", gateway=gateway, compute=compute)
    application = Application(DomainDispatcherApplication(create_backend_app), compute)
    try:
        server = make_server("127.0.0.1", port, application, threaded=True, request_handler=QuietHandler)
    except (OSError, SystemExit):
        sys.exit(f"port {port} is taken by another program; start the cloud on other ports")
    print(f"AWS endpoint on http://127.0.0.1:{port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
