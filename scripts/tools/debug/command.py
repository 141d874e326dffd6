"""Prepares a function for a debugger: builds it without Native AOT, and writes the environment variables of a process of the local
cloud to artifacts/debug/FUNCTION.env. Editors run this before they start the function (.vscode/tasks.json); then calls of its
routes, its messages, files and schedules stop at breakpoints.
"""

import os
import re
import shlex
import shutil
import sys

from tools.common import cloud, descriptors, dotnet, programs
from tools.common.arguments import Parser
from tools.common.builds import Variant
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT, SCRIPTS


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("function", metavar="FUNCTION", help="a folder in functions/")
    cloud.add_port(parser, "the port of the cloud's routes; by default, that of the cloud that was started last.", default=None)
    options = parser.parse_args()
    prepare("watcher")
    project = Variant(host()).project_of(options.function)
    served = cloud.find(options.port)
    if not served.runs():
        raise Failure(f"no cloud is running on {served.url}; run scripts/up{served.option} first")
    # Into the same folder as editors, which also run tests there. The compiler's errors are for the editor.
    if dotnet.run("build", project, "--configuration", "Debug", "-verbosity:quiet", output=sys.stdout):
        raise Failure(f"{options.function} could not be built; see the errors above")
    folder = ARTIFACTS / f"bin/{project.stem}/debug"
    for name, path in descriptors.read(FUNCTIONS / options.function / "function.json").get("data", {}).items():
        shutil.copy(ROOT / path, folder / name)
    variables = programs.answer(SCRIPTS / "env", options.function, "--port", str(served.port))
    # As on Lambda, the folder of the program and its data.
    variables = re.sub("^LAMBDA_TASK_ROOT=.*", lambda _: f"LAMBDA_TASK_ROOT={shlex.quote(str(folder))}", variables, flags=re.MULTILINE)
    file = ARTIFACTS / f"debug/{options.function}.env"
    file.parent.mkdir(exist_ok=True)
    # Only this user can read the credentials.
    with open(file, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as written:
        written.write(variables)
    return 0
