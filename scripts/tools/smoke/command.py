"""Calls every route in every descriptor with the examples in operations.json, and checks the responses.

A response must have the status in the example, the matching content type (JSON; problem+json for 400 and above),
and the body in the example, if there is one. A route without examples is called if it is a GET without
parameters; its status must be 200 to 299, and the body must contain what its operation requires. A route for
which no call succeeds by design is reported as not covered.

A route whose authorization isn't none must also refuse calls without the right to make them, with 401 or 403. It is
then called with a signature, a token or a key: on a local cloud, with its own; elsewhere, with the shell's AWS
credentials, and with what the variables QUICKCHANGE_TOKEN and QUICKCHANGE_KEY contain. Without them, the route is
reported as not covered.

An API that was just created or changed may not be available yet, and a function that starts may take too long.
Therefore connection errors, statuses of 500 and above, and wrong decisions about who may call are retried until
--patience runs out, and each retry is reported. Nothing else is retried.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from tools.common import descriptors
from tools.common.arguments import Parser
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.common.repository import FUNCTIONS
from tools.smoke.calls import Answer, Call, Route, routes, text
from tools.smoke.client import client
from tools.smoke.rights import NoRight, Refusal, Rights

WAIT_S = 1.0
REFUSED = (401, 403)


class Smoke:
    """Makes calls; records their problems, and the remaining time for retries."""

    def __init__(self, send: Callable[[Call], Answer], rights: Rights, patience_s: float, wait_s: float = WAIT_S) -> None:
        self._send = send
        self._rights = rights
        self._wait_s = wait_s
        self._until = time.monotonic() + patience_s
        self.problems: list[str] = []

    def check(self, route: Route) -> str:
        """Makes a route's calls; returns a line with the result."""
        started = time.monotonic()
        refusals = list(self._rights.refusals(route))
        found = [self.refused(route, refusal) for refusal in refusals]
        calls, lacking = route.calls, None
        try:
            grant = self._rights.grant(route)
        except NoRight as missing:
            calls, lacking = (), str(missing)
        else:
            found += [self.answered(route, call, grant) for call in calls]
        problems = [problem for problem in found if problem]
        self.problems += problems

        made = len(refusals) + len(calls)
        took = f"{made} {'call' if made == 1 else 'calls'}, {1000 * (time.monotonic() - started):.0f} ms"
        if problems:
            return f"failed       {route.route}: {took}"
        if lacking:
            return f"not covered  {route.route}: {took}, all refused as they should be; {lacking}"
        if not calls:
            return f"not covered  {route.route}: {f'{took}, all refused as they should be; ' if refusals else ''}there is no example of a call"
        if not route.success:
            return f"not covered  {route.route}: {took}; no example of a success"
        return f"passed       {route.route}: {took}"

    def refused(self, route: Route, refusal: Refusal) -> str | None:
        """The problem if a call is not refused; None if it is."""
        def problem(answer: Answer) -> str | None:
            return None if answer.status == refusal.status else f"answered {answer.status} instead of {refusal.status}: {text(answer.body)}"

        return self.problem(f"{route.route}: {refusal.name}", refusal.call, problem, again=lambda status: status != refusal.status)

    def answered(self, route: Route, call: Call, grant: Callable[[Call], Call]) -> str | None:
        """The problem in the answer to a call with the right to make it."""
        # An API that was just changed may still decide as before.
        def again(status: int) -> bool:
            return status >= 500 or (status in REFUSED and not route.is_open)

        return self.problem(f"{route.route}: {call.name}", lambda: grant(call), call.problem, again)

    def problem(self, name: str, make: Callable[[], Call], problem_of: Callable[[Answer], str | None], again: Callable[[int], bool]) -> str | None:
        while True:
            try:
                answer = self._send(make())
                problem, repeat = problem_of(answer), again(answer.status)
            except OSError as error:
                problem, repeat = f"no answer: {getattr(error, 'reason', error)}", True
            if not problem:
                return None
            if not repeat or time.monotonic() >= self._until:
                return f"{name}: {problem}"
            print(f"trying again {name}: {problem}", flush=True)
            time.sleep(self._wait_s)


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("url", metavar="URL", help="the base URL of the routes, including the stage: http://127.0.0.1:3000/Prod")
    parser.add_argument("--patience", metavar="SECONDS", type=float, default=20, help="how long to retry; the default is 20")
    parser.add_argument("--functions", metavar="FOLDER", type=Path, default=FUNCTIONS,
                        help="the folder that contains a folder for each function; the default is functions/")
    options = parser.parse_args()
    if urlsplit(options.url).scheme not in ("http", "https"):
        parser.error(f"'{options.url}' is not the URL of an API")
    prepare("smoke")

    try:
        called = list(routes(options.functions))
    except descriptors.Mistake as mistake:
        raise Failure(str(mistake)) from mistake
    if not called:
        raise Failure(f"no function in {options.functions} has a route")
    with Rights(options.url) as rights:
        smoke = Smoke(client(options.url), rights, options.patience)
        for route in called:
            print(smoke.check(route), flush=True)
    for problem in smoke.problems:
        print(f"smoke: {problem}", file=sys.stderr)
    return 1 if smoke.problems else 0
