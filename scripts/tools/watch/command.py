"""Serves every save within seconds, in a cloud that scripts/up has started.

Compiles the named functions (by default, all), without Native AOT, and runs each as a process of the cloud: its routes,
messages, files and schedules go to this process. After each save, says which functions serve it, and after how long; or
why one doesn't, and then the last good version goes on serving. Meanwhile, it builds what has changed as it would be
deployed, with the lowest priority, and says if that would fail or exceed a budget.

Ctrl-C ends it; then what was deployed serves again. scripts/up deploys what has changed.
"""

import argparse
import os
import shutil

from tools.common import builds, cloud, locks, own_programs
from tools.common.arguments import Parser
from tools.common.builds import Variant
from tools.common.command import Failure, say
from tools.common.preparation import prepare
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, ROOT


def main() -> int:
    options = arguments()
    prepare("watcher")
    served = cloud.find(options.port)
    if not served.runs():
        raise Failure(f"no cloud is running on {served.url}; run scripts/up{served.option} first, in another shell")
    functions = list(dict.fromkeys(options.functions)) or builds.names()
    projects = [str(Variant(host()).project_of(function)) for function in functions]
    if not locks.hold(f"watch-{served.port}"):
        raise Failure(f"another scripts/watch serves on {served.url}; end it first, with Ctrl-C in its terminal")
    say(f"watching {', '.join(functions)} on {served.url}")
    # With the access key of the cloud's user.
    served.enter()
    os.execv(program := program_for(served), [program, str(ROOT), str(served.port), "build" if options.build else "no-build",
                                              *(word for pair in zip(functions, projects, strict=True) for word in pair)])


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("functions", metavar="FUNCTION", nargs="*", help="a folder in functions/")
    cloud.add_port(parser, "the port of the cloud's routes; by default, that of the cloud that was started last.", default=None)
    parser.add_argument("--no-build", dest="build", action="store_false", help="don't build what has changed as it would be deployed.")
    return parser.parse_intermixed_args()


def program_for(served: cloud.Cloud) -> str:
    """A copy of the watcher for a cloud, because a build must not change a running program."""
    folder = ARTIFACTS / f"watch/{served.port}/bin"
    with own_programs.published("watcher") as program:
        if not folder.exists() or (program / "Watcher.dll").read_bytes() != (folder / "Watcher.dll").read_bytes():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(program, folder)
    return str(folder / "Watcher")
