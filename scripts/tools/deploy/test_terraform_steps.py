import contextlib
import io
import os
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common.command import Failure
from tools.deploy import terraform_steps
from tools.deploy.account import Account
from tools.deploy.destinations import Destination
from tools.deploy.terraform_steps import Steps

LOCKED = """cat <<TEXT
Error: Error acquiring the state lock
Lock Info:
  ID:        1d0c3b1e
  Path:      quickchange/dev.tfstate
  Who:       somebody@elsewhere
  Created:   2026-01-02 03:04:05
TEXT
exit 1"""


class StepsTests(unittest.TestCase):
    """Uses a stub in place of Terraform."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        self.enterContext(mock.patch.dict(os.environ, {"PATH": f"{self.folder}:{os.environ['PATH']}", "WORK": str(self.folder)}))
        self.enterContext(mock.patch.object(terraform_steps, "ERRORED", self.folder / "terraform.tfstate"))
        self.terminal = io.BytesIO()
        self.enterContext(contextlib.redirect_stdout(io.TextIOWrapper(self.terminal, write_through=True)))
        turn = self.enterContext((self.folder / "lock").open("w"))
        self.steps = Steps(Destination("dev", self.folder, "x64", None), Account("123456789012", "us-east-1", "arn:x"), "5m", turn)

    def terraform(self, script: str) -> None:
        program = self.folder / "terraform"
        program.write_text(f"#!/usr/bin/env bash\n{script}\n")
        program.chmod(0o755)

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def test_a_plan_tells_whether_it_changes_something(self) -> None:
        for status, changes in ((0, False), (2, True)):
            self.terraform(f"exit {status}")
            self.assertIs(self.steps.plan(self.folder / "plan"), changes)
        self.terraform("exit 1")
        with self.assertRaisesRegex(Failure, "terraform plan failed; nothing was changed"):
            self.steps.plan(self.folder / "plan")

    def test_what_it_says_goes_to_the_terminal_and_into_a_file(self) -> None:
        self.terraform('echo "$2"; echo why >&2')
        self.steps.apply(self.folder)
        self.assertEqual((self.terminal.getvalue(), self.log("apply")), (b"apply\nwhy\n", "apply\nwhy\n"))

    def test_a_lock_is_told_with_its_holder_and_how_it_is_removed(self) -> None:
        self.terraform(LOCKED)
        with self.assertRaisesRegex(Failure, r"^another deployment to dev holds the lock: somebody@elsewhere, since 2026-01-02 03:04:05\n"
                                             r"(.*\n)+.*: scripts/deploy dev --unlock 1d0c3b1e$"):
            self.steps.plan(self.folder)

    def test_a_plan_that_is_stale_says_so(self) -> None:
        self.terraform("echo 'Error: Saved plan is stale'; exit 1")
        with self.assertRaisesRegex(Failure, "another deployment to dev took place after this plan was made"):
            self.steps.apply(self.folder)

    def test_a_state_that_could_not_be_written_is_kept_and_written_first_of_all(self) -> None:
        self.terraform('echo state >"$WORK/terraform.tfstate"; exit 1')
        with contextlib.redirect_stderr(io.StringIO()), self.assertRaisesRegex(Failure, "terraform apply failed"):
            self.steps.apply(self.folder)
        self.terraform('cp "${@: -1}" "$WORK/pushed"')
        self.steps.restore_state()
        self.assertEqual((self.folder / "pushed").read_text(), "state\n")
        self.terraform("exit 1")
        self.steps.restore_state()

    def test_after_Ctrl_C_it_ends_by_itself(self) -> None:
        self.terraform('kill -INT "$PPID"; kill -TERM "$PPID"; touch "$WORK/terraform.tfstate"; echo stopped; exit 1')
        with contextlib.redirect_stderr(io.StringIO()), self.assertRaisesRegex(KeyboardInterrupt, "scripts/deploy dev continues from there"):
            self.steps.apply(self.folder)
        self.assertEqual(self.log("apply"), "stopped\n")
        self.assertTrue((self.folder / "errored.tfstate").exists())

    def test_a_terminal_that_is_closed_does_not_end_it(self) -> None:
        self.terraform('kill -HUP $$; echo "went on"')
        with mock.patch("sys.stdout") as closed:
            closed.buffer.write.side_effect = OSError
            self.steps.apply(self.folder)
        self.assertEqual(self.log("apply"), "went on\n")

    def test_it_keeps_the_turn_of_a_deployment_that_is_killed(self) -> None:
        self.terraform('readlink /proc/$$/fd/* || true')
        self.steps.apply(self.folder)
        self.assertIn(str(self.folder / "lock"), self.log("apply").splitlines())
