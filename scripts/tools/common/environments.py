"""Runs a script against an emulator that stands in for a local cloud."""

import os
import shutil
import signal
import subprocess
import sys
import unittest
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tools.common.repository import ROOT

sys.path.append(str(ROOT / "scripts/local-cloud/emulator/tests"))

import emulators


class EnvironmentTests(unittest.TestCase):
    """Provides an emulator, and the local.env that scripts/up would write for it."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.url = cls.enterClassContext(emulators.plain_moto())
        cls.port = emulators.free_port()
        folder = ROOT / f"artifacts/local/{cls.port}"
        folder.mkdir(parents=True)
        cls.addClassCleanup(shutil.rmtree, folder)
        (folder / "local.env").write_text(
            f"export AWS_ENDPOINT_URL={cls.url}\n"
            "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test\n"
            "export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1\n")

    def setUp(self) -> None:
        reset = urllib.request.Request(f"{self.url}/moto-api/reset", method="POST")
        emulators.opener.open(reset, timeout=emulators.PATIENCE).close()

    @contextmanager
    def start(self, script: str, *arguments: str, stdin: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
        """Runs a script as from a terminal: it receives Ctrl-C, even if the tests run in the background. It is ended at the latest here."""
        command = [str(ROOT / "scripts" / script), *arguments, "--port", str(self.port)]
        with subprocess.Popen(command, cwd="/", env=environment(), text=True, stdin=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as process:
            try:
                yield process
            finally:
                process.kill()

    def run_script(self, script: str, *arguments: str) -> tuple[int, str, str]:
        """Returns the exit status, standard output and standard error."""
        with self.start(script, *arguments) as process:
            out, err = process.communicate(timeout=emulators.PATIENCE)
        return process.returncode, out, err


def heed_interrupts() -> None:
    # A shell makes background processes and their children ignore these signals.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def environment(**variables: str) -> dict[str, str]:
    """This process's environment variables without those for AWS."""
    return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | variables
