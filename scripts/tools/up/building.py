"""Runs scripts/build in parallel with other steps."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import IO

from tools.common import programs
from tools.common.command import CONDENSED, ROUTINE, Failure
from tools.common.repository import SCRIPTS
from tools.up.progress import Progress

# How long the last words of a build that has ended may take, in seconds: a program that it left running could keep its output open.
LAST_WORDS_S = 5.0


class Build:
    def __init__(self, process: subprocess.Popen[bytes], shown: Thread | None) -> None:
        self._process = process
        self._shown = shown

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait(self) -> None:
        """Raises Failure; the error itself has been shown."""
        status = self._process.wait()
        if self._shown:
            self._shown.join(LAST_WORDS_S)
        if status:
            raise Failure("the functions could not be built; see the error above")


@contextmanager
def started(progress: Progress, verbose: bool) -> Iterator[Build]:
    """Runs scripts/build in parallel with the block, which must wait for it. Verbose: with all that it says."""
    if verbose:
        with programs.started(SCRIPTS / "build") as process:
            yield Build(process, None)
        return
    with programs.started(SCRIPTS / "build", output=subprocess.PIPE, variables={CONDENSED: "1"}) as process:
        assert process.stdout
        shown = Thread(target=show, args=(progress, process, process.stdout), daemon=True)
        shown.start()
        yield Build(process, shown)


class Failed(Exception):
    """The build has failed, so its step has no line."""


def show(progress: Progress, process: subprocess.Popen[bytes], output: IO[bytes]) -> None:
    try:
        with progress.step("build") as step:
            for line in output:
                text = line.decode(errors="replace").rstrip("\n")
                if text.startswith(ROUTINE):
                    step.detail = text.removeprefix(ROUTINE)
                else:
                    progress.say(text)
            if process.wait():
                raise Failed
    except Failed:
        pass
