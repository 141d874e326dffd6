"""What Terraform does in a deployment, and what is to be done where it can't.

What it says goes to the terminal, and into a file in the environment's folder. Ctrl-C reaches it too: it stops after
what it is at, writes the state, and releases its lock.
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
from tools.common.command import Failure, say
from tools.deploy.account import Account
from tools.deploy.destinations import Destination
from tools.deploy.interruptions import uninterrupted

BOUNDARY = "TF_VAR_permissions_boundary_arn"
# Where Terraform leaves a state that it can't write.
ERRORED = terraform.MODULES / "errored.tfstate"


class Steps:
    """All raise Failure for what goes wrong."""

    def __init__(self, to: Destination, account: Account, wait: str, turn: TextIO) -> None:
        """Wait: how long another deployment may hold the state's lock; turn: what a Terraform that outlives this process keeps."""
        self._to = to
        self._account = account
        self._waiting = f"-lock-timeout={wait}"
        self._turn = turn
        self._kept = to.work / "errored.tfstate"
        self._left = f"what was done is in the state, and the next scripts/deploy {to.name} goes on from there"
        os.environ[BOUNDARY] = os.environ.get(BOUNDARY) or account.boundary

    def init(self) -> None:
        with uninterrupted():
            terraform.init(self._to.name, self._account.number, self._account.region, pass_fds=[self._turn.fileno()])

    def plan(self, folder: Path, *options: str) -> bool:
        """Makes the file plan in a folder, and returns whether it changes something."""
        folder.mkdir(parents=True, exist_ok=True)
        status, _ = self._run("plan", "plan", "-input=false", "-no-color", self._waiting, "-detailed-exitcode", f"-out={folder / 'plan'}",
                              *self._to.variables, *options)
        if status not in (0, 2):
            raise Failure("terraform plan failed; nothing was changed")
        return status == 2

    def show(self, folder: Path) -> None:
        """Writes plan.txt and plan.json beside plan."""
        for name, option in (("plan.txt", "-no-color"), ("plan.json", "-json")):
            (folder / name).write_text(self._answer("the plan", "show", option, str(folder / "plan")))

    def apply(self, folder: Path) -> None:
        try:
            status, said = self._run("apply", "apply", "-input=false", "-no-color", self._waiting, str(folder / "plan"))
        finally:
            self._keep_state()
        if status and "Saved plan is stale" in said:
            raise Failure(f"something was deployed to {self._to.name} after this plan was made, perhaps by an earlier try; "
                          "nothing was changed, plan again (on GitHub: Re-run all jobs)")
        if status:
            raise Failure(f"terraform apply failed; {self._left}")

    def outputs(self) -> dict[str, Any]:
        """What is deployed, by Terraform's state: a value, and its type, for each name."""
        return json.loads(self._answer("the outputs", "output", "-json"))

    def state(self) -> dict[str, Any]:
        """Empty before the first deployment."""
        return json.loads(self._answer("the state", "state", "pull") or "{}")

    def push(self, state: dict[str, Any]) -> None:
        """Writes a state. One that somebody else has changed since it was read is not replaced."""
        file = self._to.work / "left.tfstate"
        file.write_text(json.dumps(state))
        if self._run("left", "state", "push", self._waiting, str(file))[0]:
            raise Failure(f"the state of {self._to.name} can't be written")

    def unlock(self, lock: str) -> None:
        if self._run("unlock", "force-unlock", "-force", lock)[0]:
            raise Failure(f"the lock {lock} was not removed")

    def restore_state(self) -> None:
        """Puts a state that an earlier deployment could not write where it belongs, before anything else."""
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
            raise Failure(f"{what} of {self._to.name} can't be read; why is above")
        return found

    def _run(self, name: str, *words: str) -> tuple[int, str]:
        """The exit status, and what it said."""
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
  Run this again when it has ended, or let it wait longer: --wait 30m.
  Only if that deployment was cut off and will not end, remove its lock: scripts/deploy {self._to.name} --unlock {told['ID'] or 'ID'}""")


def logged(log: Path, words: tuple[str, ...], kept: list[int]) -> int:
    """Runs Terraform, whose words go to the terminal and into a file; the files of kept stay open in it.

    Neither a terminal that is closed, a disk that is full nor the end of this process cuts it off: it would leave its lock, and
    perhaps what is in no state.
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
