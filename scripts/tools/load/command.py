"""Sends a request over many concurrent connections to a local cloud that scripts/up started, and prints the statuses,
the rate, the latency, and the memory of the cloud's two processes.

It fails if a status other than 200, 429 (the stage's throttling) and 503 (the function's concurrency) occurs, or if the
local cloud's memory grows by more than 64 MB after the first ten seconds. The emulator keeps every log line, so growth of
its memory is not a failure.

The request is a successful example of the specified route. The default is the first route that has one.

A stage throttles at 1,000 requests per second. For a run without 429, start the cloud with
TF_VAR_throttling='{"rate":100000,"burst":5000}' scripts/up.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools.common.arguments import Parser
from tools.common.cloud import Cloud, add_port
from tools.common.command import Failure, say
from tools.common.preparation import prepare
from tools.common.repository import FUNCTIONS
from tools.load import judgement
from tools.smoke.calls import Answer, Call, routes
from tools.smoke.client import client

REQUEST = Path(__file__).with_name("request.lua")
SHORTEST_S = 20


def main() -> int:
    options = arguments()
    cloud = Cloud(options.port)
    prepare("load")
    if not cloud.runs():
        raise Failure(f"no cloud is running on {cloud.url}; start one with scripts/up --port {cloud.port}")
    # Each connection needs a socket in wrk and in the cloud.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    call = call_of(options.route)
    said, samples = put_under_load(cloud, call, options.connections, options.seconds)
    check_that_it_answers(client(f"{cloud.url}/Prod"), call)
    print(judgement.table(said))
    if problems := [*judgement.problems_of(said), *judgement.growth_of(samples)]:
        raise Failure("\nload: ".join(problems))
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("route", metavar="ROUTE", nargs="?", help="a route as in a descriptor, such as 'GET /hello'")
    add_port(parser, "the port of the routes; the default is 3000")
    parser.add_argument("--connections", metavar="N", type=above_zero, default=500,
                        help="how many requests are in flight at the same time; the default is 500")
    parser.add_argument("--seconds", metavar="N", type=long_enough, default=60, help=f"the duration; the default is 60, the minimum {SHORTEST_S}")
    return parser.parse_args()


def above_zero(text: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"must be a number greater than 0, not '{text}'")
    return int(text)


def long_enough(text: str) -> int:
    if above_zero(text) < SHORTEST_S:
        raise argparse.ArgumentTypeError(f"must be {SHORTEST_S} or more, because the memory in the first ten seconds is not checked")
    return int(text)


def call_of(name: str | None) -> Call:
    calls = {route.route: route.success for route in routes(FUNCTIONS) if route.success and route.is_open}
    if name not in (None, *calls):
        raise Failure(f"{name} is not one of the routes with a successful example that anyone may call: {', '.join(calls)}")
    if not calls:
        raise Failure("no route that anyone may call has a successful example; add one to an operations.json")
    return calls[name or next(iter(calls))]


def put_under_load(cloud: Cloud, call: Call, connections: int, seconds: int) -> tuple[str, list[int]]:
    """Returns the output of wrk, and the memory of the local cloud in each second, in MB. Raises Failure if one of them ends early."""
    url = f"{cloud.url}/Prod{call.path}"
    request = {"METHOD": call.method, "BODY": "" if call.body is None else json.dumps(call.body)}
    command = ["wrk", "--threads", str(min(connections, 2)), "--connections", str(connections), "--duration", f"{seconds}s",
               "--timeout", "35s", "--latency", "--script", REQUEST, url]
    processes = [cloud.process("local-cloud"), cloud.process("emulator")]
    samples: list[int] = []
    say(f"{connections} connections to {call.method} {url} for {seconds} s", "  after  local cloud  emulator")
    with tempfile.TemporaryFile("w+") as said, subprocess.Popen(command, env=os.environ | request, stdout=said, stderr=subprocess.STDOUT) as wrk:
        try:
            while wrk.poll() is None:
                local_cloud, emulator = map(memory, processes)
                if local_cloud is None:
                    raise cloud.stopped("local-cloud")
                if len(samples) % 10 == 0:
                    say(f"{len(samples):5d} s  {local_cloud:8d} MB  {emulator or 0:5d} MB")
                samples.append(local_cloud)
                time.sleep(1)
        finally:
            wrk.kill()
        said.seek(0)
        text = said.read()
    if wrk.returncode:
        raise Failure(f"wrk failed:\n{text}")
    return text, samples


def memory(process: int | None) -> int | None:
    """The resident memory of a process, in MB; None if it has ended."""
    try:
        found = re.search(r"^VmRSS:\s+(\d+) kB$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) // 1024 if found else None


def check_that_it_answers(send: Callable[[Call], Answer], call: Call) -> None:
    """Checks for requests that hang until the end, which wrk doesn't count as errors. Raises Failure."""
    try:
        send(call)
    except OSError as error:
        raise Failure(f"after the load, the local cloud no longer responds: {error}") from error
