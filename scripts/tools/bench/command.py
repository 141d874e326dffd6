"""Usage: scripts/bench [--rounds N] [--seconds N] [--only NAME…] [--beside NAME=ZIP]… [--against REV]…
                     [--link-profile dynamic|static] [--runtime aws] [--output FOLDER] [--store]
       scripts/bench --readme
       scripts/bench --environment ENV [--since AGE] [--only NAME…] [--port N]

Measures how functions start and how they answer when they are warm. Builds them, starts each from its
zip as Lambda does, all in turn, round by round, and checks every answer. In each run a C program that
does the least there is to do is the floor that the others are multiples of. Twice: with all files in
the page cache, and with a contestant's own files dropped from it before each start. Functions that
call AWS are measured without and with TLS, against stand-ins on this machine.

The table is on standard output. In the folder are bench.json, with every sample, bench.html, a page with
plots, and bench.md, the table as Markdown.

  --rounds    how often to start each in each condition; by default what the time allows
  --seconds   how long the run takes, without builds; 120 by default
  --only      the functions to measure; all by default
  --beside    another bootstrap, in a zip that Lambda takes, which answers POST /change as the lesson does
  --against   another commit of this repository, whose functions are built and measured too
  --link-profile  measure the functions that call no AWS service linked so, too
  --runtime   aws: measure the functions on AWS's own packages too
  --output    the folder for results; artifacts/bench by default
  --store     keep the run in docs/benchmark.json, and show it in README.md
  --readme    measure nothing; write README.md's results and docs/benchmark.svg from docs/benchmark.json
  --environment  measure nothing here; print what the logs of a deployed environment report: init, duration, memory.
              local is the local cloud on --port N; any other, the AWS account of the shell's credentials
  --since     how old a report may be: 10m, 1h (the default), 7d
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
        raise Failure("the benchmark did not build")
    # It reads the options itself.
    benchmark = artifacts / "bin/Benchmark/release/Benchmark"
    os.execv(benchmark, [benchmark, *words])
