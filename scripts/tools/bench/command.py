"""Usage: scripts/bench [--rounds N] [--seconds N] [--only NAME…] [--beside NAME=ZIP]… [--against REV]…
                     [--link-profile dynamic|static] [--runtime aws] [--output FOLDER] [--store]
       scripts/bench --readme
       scripts/bench --environment ENV [--since AGE] [--only NAME…] [--port N]

Measures how functions start and how they answer when they are warm. It builds the functions, starts each
one from its zip as Lambda does, in turn and in several rounds, and checks every answer. In each run, a C
program that does as little as a function can is the floor to which the others are compared. It measures
twice: with all files in the page cache, and with a contestant's own files evicted before each start.
Functions that call AWS are measured with and without TLS, against stand-ins on this machine.

Prints a table, and writes bench.json (every sample), bench.html (a page with plots) and bench.md (the
table as Markdown) to the output folder.

  --rounds    how many times to start each contestant in each condition; by default, as many as time allows
  --seconds   the duration of the run, without builds; the default is 120
  --only      the functions to measure; the default is all
  --beside    another bootstrap, in a zip for Lambda, that answers POST /change
  --against   another commit of this repository; its functions are built and measured too
  --link-profile  also measure the functions that call no AWS service with this link profile
  --runtime   aws: also measure the functions on AWS's own packages
  --output    the folder for results; the default is artifacts/bench
  --store     keep the run in docs/benchmark.json, and show it in README.md and docs/benchmark.md
  --readme    only regenerate README.md's table, docs/benchmark.md and docs/benchmark.svg
  --environment  instead of measuring, print what the logs of a deployed environment report: init times, durations and
              memory; local is the local cloud on --port N, any other environment is in the AWS account of the shell's credentials
  --since     the maximum age of a report: 10m, 1h (the default), 7d
"""

import os
import sys

from tools.bench import deployed
from tools.common import programs
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.repository import ARTIFACTS, SCRIPTS


def main() -> int:
    words = sys.argv[1:]
    if {"--help", "-h"} & set(words):
        print(__doc__, end="")
        return 0
    if any(word.startswith("--environment") for word in words):
        return deployed.main()
    prepare("bench")
    artifacts = ARTIFACTS / "benchmark"
    artifacts.mkdir(parents=True, exist_ok=True)
    log = artifacts / "build.log"
    with log.open("w") as output:
        status = programs.run("dotnet", "build", SCRIPTS / "benchmark/Benchmark.csproj", "--configuration", "Release",
                              f"-p:ArtifactsPath={artifacts}", "-p:RunAnalyzers=false", "-nodeReuse:false", "-verbosity:quiet", output=output)
    if status:
        print(log.read_text(errors="replace"), end="", file=sys.stderr)
        raise Failure("the benchmark could not be built")
    # The program parses the options itself.
    benchmark = artifacts / "bin/Benchmark/release/Benchmark"
    os.execv(benchmark, [benchmark, *words])
