"""Runs the named groups of checks; without a name, the first four, with lint and terraform in parallel with e2e.

  unit        libraries, functions and tools, each in isolation
  e2e         the deployed system: real binaries, real terraform apply, real routes
  terraform   terraform validate and terraform test, with a mocked provider
  lint        formatting and static checks of every language in the repository
  budgets     functions/budgets.json: part of e2e; here alone, with a table of the current figures in artifacts/budgets.md
  profiles    exceptions, garbage collections and 100,000 invocations of a binary in each link profile, and, on x64, 2,000 of
              arm64 binaries under QEMU: part of e2e with the default profile on this machine's processor
  faults      processing of rows while calls fail and environments are killed: part of e2e with seed 1;
              here with seeds 1 to N, N to M, or S alone, and a table in artifacts/faults.md
  costs       a search for the most expensive requests to change, with a seed: 200,000 requests, about half an hour, and a
              table in artifacts/costs.md; --keep stores the worst hundred, which unit then answers
  forgeries   200,000 tokens and 200,000 signatures changed at random, with a seed, none of which the local cloud may accept;
              less than a minute
  watch       saves of all kinds under scripts/watch, each of which must be served: part of e2e with a few; here with all, messages,
              files and schedules, and a table of the times in artifacts/watch.md
  fork        docs/making-it-yours.md in a copy: renames it, replaces the samples with a function, and runs the first four
              groups there
  mutation    mutants of shared/Algorithms, of which its tests must detect 90%; takes many minutes
  fresh       scripts/up and scripts/test of what is committed, in a new root folder of Debian that has only Git, Python, the
              .NET SDK and Terraform; requires root

Before it starts, it installs the packages of Debian and Ubuntu that are missing, as root or with a sudo that needs no password.
Otherwise, or with QUICKCHANGE_INSTALL=no, it prints the command that installs them and stops.

The last line is "N passed, N failed"; the exit status is 0 only if nothing failed.
"""

import argparse
import os
import re
import shutil
from functools import partial

from tools.common import fetched, processors, programs
from tools.common.arguments import Parser
from tools.common.command import Failure, step
from tools.common.preparation import prepare
from tools.common.repository import ARTIFACTS, ROOT, SCRIPTS
from tools.test import compiler, groups
from tools.test.aside import Asides
from tools.test.results import Results

WHOLE = ["unit", "lint", "terraform", "e2e"]
# The groups that take one seed.
ONE_SEED = ("costs", "forgeries")
# These need the packages that unit has restored, and run while e2e waits.
BESIDE = ("lint", "terraform")


def main() -> int:
    options = arguments()
    processors.host()
    prepare(*options.groups or WHOLE)
    programs.end_as_after_ctrl_c()
    results = Results(ARTIFACTS / "test-results")
    shutil.rmtree(results.folder, ignore_errors=True)
    results.folder.mkdir(parents=True)
    # Copies of this checkout in tests share its fetched tools.
    os.environ["QUICKCHANGE_TOOLS"] = str(fetched.TOOLS)
    # Prevents the first .NET command on a machine, which may run twice in parallel, from creating a certificate.
    os.environ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false"
    # Most programs here run for seconds, and would spend 20% of their time on .NET's profiling and Go's garbage collection.
    os.environ |= {"DOTNET_TieredPGO": "0", "GOGC": "300"}
    with compiler.shared(), Asides(results.folder) as asides:
        if options.groups:
            for name in options.groups:
                run(name, results, options)
        else:
            run_whole(results, options, asides)
    return 0 if results.sum_up() else 1


def run_whole(results: Results, options: argparse.Namespace, asides: Asides) -> None:
    # e2e needs all functions, which take longest to build, and it often waits. If the build fails, e2e reports it.
    asides.start("build", lambda: programs.run(SCRIPTS / "build", "--arch", "all"))
    for name in WHOLE:
        if name in BESIDE:
            asides.start(name, partial(run_in_pauses, name, results, options))
        else:
            run(name, results, options)
    for name in BESIDE:
        if asides.wait(name):
            results.note(name, False)
        print((results.folder / f"{name}.log").read_text(errors="replace"), end="", flush=True)


def run_in_pauses(name: str, results: Results, options: argparse.Namespace) -> None:
    """Runs only while the processors are idle."""
    os.nice(10)
    run(name, results, options)


def run(name: str, results: Results, options: argparse.Namespace) -> None:
    with step(f"== {name}"):
        groups.GROUPS[name](results, options)


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("groups", metavar="GROUP", nargs="*", type=group)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seeds", metavar="N|N-M", type=several, dest="seeds", help="for faults: seeds 1 to N, or N to M.")
    which.add_argument("--seed", metavar="S", type=one, dest="seeds", help="for faults, costs or forgeries: this seed.")
    parser.add_argument("--keep", action="store_true", help="for costs: store the worst requests.")
    options = parser.parse_intermixed_args()
    if options.seeds and not {"faults", *ONE_SEED} & set(options.groups):
        raise Failure("--seeds and --seed are only for faults, costs and forgeries; see scripts/test --help")
    if options.keep and "costs" not in options.groups:
        raise Failure("--keep is only for costs; see scripts/test --help")
    options.seeds = options.seeds or [1]
    if len(options.seeds) > 1 and (few := [name for name in options.groups if name in ONE_SEED]):
        raise Failure(f"{few[0]} takes one seed: --seed S")
    return options


def group(word: str) -> str:
    if word not in groups.GROUPS:
        raise Failure(f"unknown word '{word}'; see scripts/test --help")
    if not (subject := ROOT / groups.SUBJECTS.get(word, "")).exists():
        raise Failure(f"{word} checks {subject.relative_to(ROOT)}, which is not in this repository")
    return word


def several(text: str) -> list[int]:
    found = re.fullmatch(r"(?:([1-9][0-9]{0,5})-)?([1-9][0-9]{0,5})", text)
    if not found:
        raise Failure("--seeds must be a number, 1 or more, or a range such as 11-20")
    seeds = list(range(int(found[1] or 1), int(found[2]) + 1))
    if not seeds:
        raise Failure("--seeds must have the lower number first")
    return seeds


def one(text: str) -> list[int]:
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text):
        raise Failure("--seed must be a number, 1 or more")
    return [int(text)]
