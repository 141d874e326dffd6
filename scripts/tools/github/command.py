"""What the workflows write where people read it: scripts/ci/NAME."""

from pathlib import Path

from tools.common.arguments import Parser
from tools.common.preparation import prepare
from tools.github import end_of_support, issues, plans, summaries

SUPPORT = "Support ends for what this is built on"


def main() -> int:
    parser = Parser(__doc__, "scripts/ci")
    commands = parser.add_subparsers(dest="command", metavar="NAME", required=True, parser_class=Parser)

    def add(name: str, description: str) -> Parser:
        return commands.add_parser(name, prog=f"scripts/ci/{name}", description=description)

    for name, description in {"comment-plan": plans.COMMENT, "report-drift": plans.DRIFT}.items():
        planned = add(name, description)
        planned.add_argument("environment", metavar="ENVIRONMENT")
        planned.add_argument("folder", metavar="FOLDER", type=Path)
    add("report-end-of-support", end_of_support.REPORT).add_argument("--print", action="store_true", help="only print the list.")
    summary = add("summary", summaries.__doc__ or "")
    summary.add_argument("of", metavar="sizes|deployment|benchmark", choices=summaries.SUMMARIES)
    summary.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="of a deployment or a benchmark")
    options = parser.parse_args()
    match options.command:
        case "comment-plan":
            prepare("github")
            plans.comment(options.environment, options.folder)
        case "report-drift":
            prepare("github")
            plans.report_drift(options.environment, options.folder)
        case "report-end-of-support":
            prepare("support" if options.print else "github")
            report_end_of_support(options.print)
        case "summary":
            summaries.write(options.of, options.folder)
    return 0


def report_end_of_support(only_print: bool) -> None:
    lines = end_of_support.found()
    print("".join(f"{line}\n" for line in lines), end="", flush=True)
    if not only_print:
        issues.keep(SUPPORT, "".join(f"{line}\n" for line in lines), "Everything is supported again.")
