"""Writes what the workflows publish on GitHub: scripts/ci/NAME."""

import sys
from pathlib import Path

from tools.common.arguments import Parser
from tools.common.preparation import prepare
from tools.github import end_of_support, issues, plans, python_packages, summaries

SUPPORT = "Support is ending for a dependency"


def main() -> int:
    name, *words = sys.argv[1:]
    COMMANDS[name](f"scripts/ci/{name}", words)
    return 0


def comment_plan(prog: str, words: list[str]) -> None:
    plans.comment(*planned(Parser(plans.COMMENT, prog), words))


def report_drift(prog: str, words: list[str]) -> None:
    plans.report_drift(*planned(Parser(plans.DRIFT, prog), words))


def planned(parser: Parser, words: list[str]) -> tuple[str, Path]:
    parser.add_argument("environment", metavar="ENVIRONMENT")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    options = parser.parse_args(words)
    prepare("github")
    return options.environment, options.folder


def report_end_of_support(prog: str, words: list[str]) -> None:
    parser = Parser(end_of_support.REPORT, prog)
    parser.add_argument("--print", action="store_true", help="only print the list.")
    options = parser.parse_args(words)
    prepare("support" if options.print else "github")
    text = "".join(f"{line}\n" for line in end_of_support.found())
    print(text, end="", flush=True)
    if not options.print:
        issues.keep(SUPPORT, text, "All dependencies are supported again.")


def lock_python_packages(prog: str, words: list[str]) -> None:
    parser = Parser(python_packages.__doc__, prog)
    parser.add_argument("--upgrade", action="store_true", help="use the newest versions.")
    parser.add_argument("--propose", action="store_true", help="open a pull request with the changes.")
    options = parser.parse_args(words)
    prepare("lock", *(["github"] if options.propose else []))
    python_packages.lock(options.upgrade)
    if options.propose:
        python_packages.propose()


def summary(prog: str, words: list[str]) -> None:
    parser = Parser(summaries.__doc__, prog)
    parser.add_argument("of", metavar="sizes|deployment|benchmark", choices=summaries.SUMMARIES)
    parser.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", help="the folder of a deployment or a benchmark")
    options = parser.parse_args(words)
    summaries.write(options.of, options.folder)


COMMANDS = {"comment-plan": comment_plan, "lock-python-packages": lock_python_packages, "report-drift": report_drift,
            "report-end-of-support": report_end_of_support, "summary": summary}
