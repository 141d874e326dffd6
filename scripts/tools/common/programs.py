"""Runs other programs. None of them outlives the command, however the command ends."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

from tools.common.command import Failure
from tools.common.repository import ROOT

Words = str | Path
Variables = Mapping[str, str] | None


@contextmanager
def started(*words: Words, folder: Path = ROOT, output: IO[str] | int | None = None, variables: Variables = None,
            environment: Variables = None) -> Iterator[subprocess.Popen[bytes]]:
    """A program that runs in parallel with the following code. Its output goes to output, which is a file or subprocess.PIPE, or to
    this command's own output.

    Its environment variables are those of this process and variables, or only those in environment.
    """
    errors = subprocess.STDOUT if output else None
    process = subprocess.Popen(words, cwd=folder, env=environment or os.environ | (variables or {}), stdout=output, stderr=errors)
    try:
        yield process
    except BaseException:
        process.terminate()
        raise
    finally:
        process.wait()


def run(*words: Words, folder: Path = ROOT, output: IO[str] | None = None, variables: Variables = None,
        environment: Variables = None) -> int:
    """Runs a program and returns its exit status."""
    with started(*words, folder=folder, output=output, variables=variables, environment=environment) as process:
        return process.wait()


def answer(*words: Words) -> str:
    """Returns the output of a program. Raises Failure if it fails; its error message is on standard error."""
    return succeeded(subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)).stdout


def tell(text: str, *words: Words) -> None:
    """Runs a program with a text as its input. Raises Failure if it fails."""
    succeeded(subprocess.run(words, cwd=ROOT, input=text, text=True))


def succeeded(ended: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    if ended.returncode:
        raise Failure(f"{shlex.join(map(str, ended.args))} failed: exit status {ended.returncode}")
    return ended


def end_as_after_ctrl_c() -> None:
    """Lets this command clean up when it is asked to end or its terminal is closed."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        # nohup(1) makes a command ignore one of these signals.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def end(number: int, _frame: FrameType | None) -> NoReturn:
    # Another signal must not interrupt the cleanup.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    sys.exit(128 + number)
