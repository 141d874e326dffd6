"""The kinds of deployment: a release, a saved plan, and the destruction of an environment."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.common import aws
from tools.common.command import Failure, say
from tools.common.repository import ARTIFACTS, SCRIPTS
from tools.deploy import manifest, served
from tools.deploy.account import Account
from tools.deploy.destinations import Destination
from tools.deploy.interruptions import uninterrupted
from tools.deploy.terraform_steps import Steps


class Deployment:
    def __init__(self, to: Destination, client: aws.Client, account: Account, steps: Steps, agreed: bool) -> None:
        """Agreed: apply without asking for approval."""
        self._to = to
        self._client = client
        self._account = account
        self._steps = steps
        self._agreed = agreed

    def release(self, made: Path | None) -> None:
        """Applies a saved plan, or a new one, and calls every route; rolls back if a route fails."""
        before = self._steps.outputs()
        folder = made or self._to.work / "plan"
        if made:
            say((made / "plan.txt").read_text())
        if made or self._steps.plan(folder):
            self._apply(folder)
        self._publish_what_was_left()
        now = self._steps.outputs()
        (folder / "outputs.json").write_text(json.dumps(now))
        say("calling every route")
        url = now["base_url"]["value"]
        with uninterrupted(f"the release is deployed but was not checked; run scripts/smoke {url}"):
            failed = subprocess.run([SCRIPTS / "smoke", url]).returncode
        if failed:
            self._take_back(changed(before, now))
        say(f"deployed to {self._to.name}:", *(f"  {route.split(' ')[0]} {url}" for route, url in now["routes"]["value"].items()))

    def plan_for_later(self, folder: Path) -> None:
        commit = manifest.commit()
        changes = self._steps.plan(folder)
        self._steps.show(folder)
        if not changes and (left := self._left_unserved(self._steps.state())):
            changes = True
            note = "\n".join(["", "An earlier deployment was interrupted. The next one uploads and publishes:", *left])
            say(note)
            with (folder / "plan.txt").open("a") as text:
                print(note, file=text)
        manifest.write(folder, self._to, commit, changes)
        say(f"the plan is in {folder}")

    def destroy(self) -> None:
        folder = self._to.work / "destroy"
        if not self._steps.plan(folder, "-destroy"):
            say(f"{self._to.name} is empty")
            return
        self._apply(folder)
        say(f"destroyed {self._to.name}")

    def _apply(self, folder: Path) -> None:
        self._ask()
        self._steps.apply(folder)

    def _ask(self) -> None:
        if self._agreed:
            return
        if not sys.stdin.isatty():
            raise Failure("nothing was changed: there is no terminal to ask for approval; use --yes to apply without asking")
        try:
            place = f"{self._to.name} in account {self._account.number} ({self._account.region})"
            answer = input(f"Apply this plan to {place}? Only 'yes' is accepted: ")
        except EOFError:
            answer = ""
        if answer != "yes":
            raise Failure("nothing was changed")

    def _publish_what_was_left(self) -> None:
        """Completes an earlier deployment that was interrupted."""
        state = self._steps.state()
        left = self._left_unserved(state)
        if not left:
            return
        say(f"an earlier deployment was interrupted before these functions served their new code: {', '.join(left)}")
        self._steps.push(served.forget(state, left))
        folder = self._to.work / "left"
        self._steps.plan(folder)
        self._apply(folder)

    def _left_unserved(self, state: served.State) -> list[str]:
        return list(served.unserved(self._client("lambda"), state, ARTIFACTS / f"linux-{self._to.arch}"))

    def _take_back(self, versions: dict[str, str]) -> None:
        """Rolls back to the previous versions by an apply with live_versions, so that Terraform's state is correct."""
        if not versions:
            raise Failure("the smoke test failed, but no function has changed its version: there is nothing to roll back. "
                          "The deployment stays as it is")
        told = json.dumps(versions)
        say(f"the smoke test failed; rolling back to the previous versions: {told}")
        folder = self._to.work / "back"
        self._steps.plan(folder, "-var", f"live_versions={told}")
        self._steps.apply(folder)
        raise Failure("the smoke test failed; see its output above. "
                      f"The release was rolled back: {told} serve their previous versions; its other changes stay")


def changed(before: dict[str, Any], now: dict[str, Any]) -> dict[str, str]:
    """The previous version of each function whose version has changed, from Terraform's outputs."""
    first, last = (outputs.get("live_versions", {}).get("value", {}) for outputs in (before, now))
    return {name: version for name, version in first.items() if name in last and last[name] != version}
