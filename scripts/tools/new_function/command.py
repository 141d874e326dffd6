"""Creates functions/NAME/ with a descriptor, a handler and its test: a function that serves
GET /NAME or, with --queue, one that receives messages from its own queue NAME. Anyone may call
the route unless --authorization says otherwise; function.json states it, and can be changed.
scripts/build, scripts/test, scripts/up and Terraform find the folder automatically. Its
projects are also added to Quickchange.slnx, for editors and dotnet commands, and to the files in
.vscode/, so that F5 starts the function under the debugger.

To remove a function, remove its projects from the solution and delete its folder:
  dotnet sln Quickchange.slnx remove functions/NAME/*.csproj functions/NAME/tests/*.csproj
  rm -r functions/NAME
  scripts/tools/run editor
"""

import argparse
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common import editor_files, programs
from tools.common.arguments import Parser
from tools.common.command import Failure, say
from tools.common.descriptors import read
from tools.common.preparation import prepare
from tools.common.repository import FUNCTIONS, NAME, ROOT
from tools.descriptors import checks

TEMPLATES = Path(__file__).parent / "template"
NEXT = {
    "http": """\
created functions/{name}/ (GET /{name})
next: scripts/test unit, scripts/up, and {call}; then scripts/watch {name}""",
    "queue": """\
created functions/{name}/ (queue {name})
next: scripts/test unit, scripts/up, a message, and scripts/logs {name}:
  source artifacts/local.env
  url=$(aws sqs --endpoint-url "$AWS_ENDPOINT_URL" get-queue-url --queue-name {project}-local-{name} --query QueueUrl --output text)
  aws sqs --endpoint-url "$AWS_ENDPOINT_URL" send-message --queue-url "$url" --message-body '{{"text":"Hello"}}'""",
}


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("name", metavar="NAME", help="lowercase letters and digits, with hyphens between words: tip, tax-rate.")
    parser.add_argument("--queue", dest="event", action="store_const", const="queue", default="http", help="a function that receives messages.")
    parser.add_argument("--authorization", metavar="WORD", default="none",
                        help="who may call the route: none (anyone; the default), iam, jwt, or the name of an authorizer, such as authorizer.")
    options = parser.parse_args()
    name, event, see = options.name, options.event, f"see {parser.prog} --help"
    if found := problems(name, event):
        raise Failure("\n".join([*found, f"'{name}' isn't a valid function name; {see}"]))
    check_authorization(options, see)
    if (FUNCTIONS / name).exists():
        raise Failure(f"functions/{name}/ already exists; choose another name, or remove it first: {see}")
    prepare("new-function")
    programs.end_as_after_ctrl_c()

    # tax-rate becomes TaxRate, the name of its types.
    type_name = "".join(word.capitalize() for word in name.split("-"))
    make(TEMPLATES / event, name, type_name, options.authorization)
    projects = [f"functions/{name}/{type_name}.csproj", f"functions/{name}/tests/{type_name}.Tests.csproj"]
    add = ["dotnet", "sln", "Quickchange.slnx", "add", "--solution-folder", "functions", *projects]
    if subprocess.run(add, cwd=ROOT, stdout=subprocess.DEVNULL).returncode:
        raise Failure(f"created functions/{name}/, but could not add it to Quickchange.slnx; in {ROOT}, run: {' '.join(add)}")
    editor_files.write()
    is_open = options.authorization == "none"
    call = f"curl http://127.0.0.1:3000/Prod/{name}" if is_open else f"the line for {name} that it prints"
    say(NEXT[event].format(name=name, project=NAME, call=call))
    return 0


def check_authorization(options: argparse.Namespace, see: str) -> None:
    """Raises Failure if a descriptor can't state it."""
    if options.authorization != "none" and options.event == "queue":
        raise Failure(f"--authorization is for a route, and --queue creates none; {see}")
    route = {"routes": {f"GET /{options.name}": {"authorization": options.authorization}}}
    others = {file.parent.name: read(file) for file in FUNCTIONS.glob("*/function.json")}
    if found := list(checks.authorizations(others | {options.name: route})):
        raise Failure("\n".join(found))


def problems(name: str, event: str) -> list[str]:
    """The problems with the name of a new function."""
    return list(checks.problems({name: {"queue": {"name": name}} if event == "queue" else {}}))


def make(template: Path, name: str, type_name: str, authorization: str = "none") -> None:
    """Creates the function in another place and then moves it, so that an interruption leaves no incomplete function."""
    with TemporaryDirectory(prefix=".new-", dir=FUNCTIONS) as scratch:
        draft = Path(scratch) / name
        for file in template.rglob("*.template"):
            target = draft / str(file.relative_to(template)).replace("{Name}", type_name).removesuffix(".template")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(file.read_text().replace("{Name}", type_name).replace("{name}", name).replace("{authorization}", authorization))
        draft.rename(FUNCTIONS / name)
