"""The Terraform steps of a deployment, and the recovery from their failures.

Terraform's output goes to the terminal and to a file in the environment's folder. Terraform also receives Ctrl-C: it
finishes its current operations, writes the state, and releases its lock.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, TextIO

from tools.common import terraform
from tools.common.command import Failure, say, step
from tools.deploy.account import Account
from tools.deploy.destinations import Destination
from tools.deploy.interruptions import uninterrupted

BOUNDARY = "TF_VAR_permissions_boundary_arn"
# Where Terraform saves a state that it can't write.
ERRORED = terraform.MODULES / "errored.tfstate"


class Steps:
    """All methods raise Failure for errors."""

    def __init__(self, to: Destination, account: Account, wait: str, turn: TextIO) -> None:
        """Wait: how long to wait for the state's lock; turn: the file that a Terraform that outlives this process keeps open."""
        self._to = to
        self._account = account
        self._waiting = f"-lock-timeout={wait}"
        self._turn = turn
        self._kept = to.work / "errored.tfstate"
        self._left = f"completed changes are in the state, and the next scripts/deploy {to.name} continues from there"
        os.environ[BOUNDARY] = os.environ.get(BOUNDARY) or account.boundary

    def init(self) -> None:
        with step("terraform init"), uninterrupted():
            terraform.init(self._to.name, self._account.number, self._account.region, pass_fds=[self._turn.fileno()])

    def plan(self, folder: Path, *options: str) -> bool:
        """Writes the file plan to a folder, and returns whether it contains changes."""
        folder.mkdir(parents=True, exist_ok=True)
        status, _ = self._run("plan", "plan", "-input=false", "-no-color", self._waiting, "-detailed-exitcode", f"-out={folder / 'plan'}",
                              *self._to.variables, *options)
        if status not in (0, 2):
            raise Failure("terraform plan failed; nothing was changed")
        return status == 2

    def show(self, folder: Path) -> None:
        """Writes plan.txt and plan.json next to plan."""
        for name, option in (("plan.txt", "-no-color"), ("plan.json", "-json")):
            (folder / name).write_text(self._answer("the plan", "show", option, str(folder / "plan")))

    def apply(self, folder: Path) -> None:
        try:
            status, said = self._run("apply", "apply", "-input=false", "-no-color", self._waiting, str(folder / "plan"))
        finally:
            self._keep_state()
        if status and "Saved plan is stale" in said:
            raise Failure(f"another deployment to {self._to.name} took place after this plan was made, perhaps in an earlier attempt; "
                          "nothing was changed; create a new plan (on GitHub: Re-run all jobs)")
        if status:
            raise Failure(f"terraform apply failed; {self._left}")

    def outputs(self) -> dict[str, Any]:
        """Terraform's outputs: a value and its type for each name."""
        return json.loads(self._answer("the outputs", "output", "-json"))

    def state(self) -> dict[str, Any]:
        """The state; empty before the first deployment."""
        return json.loads(self._answer("the state", "state", "pull") or "{}")

    def push(self, state: dict[str, Any]) -> None:
        """Writes a state, unless somebody else has changed it since it was read."""
        file = self._to.work / "left.tfstate"
        file.write_text(json.dumps(state))
        if self._run("left", "state", "push", self._waiting, str(file))[0]:
            raise Failure(f"the state of {self._to.name} could not be written")

    def unlock(self, lock: str) -> None:
        if self._run("unlock", "force-unlock", "-force", lock)[0]:
            raise Failure(f"the lock {lock} could not be removed")

    def restore_state(self) -> None:
        """Writes a state that an earlier deployment could not write, before anything else."""
        if not self._kept.exists():
            return
        say("writing the state that an earlier deployment could not write")
        if self._run("restore", "state", "push", self._waiting, str(self._kept))[0]:
            raise Failure(f"the state in {self._kept} could not be written")
        self._kept.unlink()

    def _keep_state(self) -> None:
        if ERRORED.exists():
            shutil.move(ERRORED, self._kept)
            print(f"deploy: the state could not be written; it is in {self._kept}, and the next scripts/deploy {self._to.name} writes it",
                  file=sys.stderr)

    def _answer(self, what: str, *words: str) -> str:
        found = terraform.answer(*words)
        if found is None:
            raise Failure(f"{what} of {self._to.name} could not be read; see the error above")
        return found

    def _run(self, name: str, *words: str) -> tuple[int, str]:
        """Returns the exit status and the output."""
        log = self._to.work / f"{name}.log"
        with uninterrupted(self._left):
            status = logged(log, words, [self._turn.fileno()])
        said = log.read_text(errors="replace")
        self._explain_lock(said)
        return status, said

    def _explain_lock(self, said: str) -> None:
        if "Error acquiring the state lock" not in said:
            return
        told = {name: found[1] if (found := re.search(rf"\b{name}: *(.*)", said)) else "" for name in ("ID", "Who", "Created")}
        holder = f": {told['Who']}, since {told['Created']}" if told["Who"] else ""
        raise Failure(f"""another deployment to {self._to.name} holds the lock{holder}
  Run this command again after it has ended, or wait longer with --wait 30m.
  Only if that deployment was aborted, remove its lock: scripts/deploy {self._to.name} --unlock {told['ID'] or 'ID'}""")


def logged(log: Path, words: tuple[str, ...], kept: list[int]) -> int:
    """Runs Terraform, with its output going to the terminal and to a file; the files in kept stay open in it.

    A closed terminal, a full disk or the end of this process must not abort it: it would leave its lock behind, and perhaps
    resources that are not in the state.
    """
    with log.open("wb", buffering=0) as file, subprocess.Popen(
            terraform.command(*words), env=terraform.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, pass_fds=kept,
            preexec_fn=ignore_what_cuts_off) as process:
        assert process.stdout
        ends: list[IO[bytes]] = [sys.stdout.buffer, file]
        while chunk := os.read(process.stdout.fileno(), 65536):
            for end in list(ends):
                try:
                    end.write(chunk)
                    end.flush()
                except OSError:
                    ends.remove(end)
    return process.returncode


def ignore_what_cuts_off() -> None:
    for number in (signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
