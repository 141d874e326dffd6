"""Background processes of a command."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import TracebackType


class Asides:
    """Forked processes, each with its own process group and a log.

    Processes that are still running end with the block.
    """

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._processes: dict[str, ForkProcess] = {}

    def start(self, name: str, work: Callable[[], object]) -> None:
        """Starts work in a process, which fails if work raises an exception."""
        self._processes[name] = process = multiprocessing.get_context("fork").Process(target=self._run, args=(name, work))
        process.start()
        assert process.pid
        # In both processes, because either one may need it first.
        with suppress(OSError):
            os.setpgid(process.pid, process.pid)

    def _run(self, name: str, work: Callable[[], object]) -> None:
        os.setpgid(0, 0)
        with (self._logs / f"{name}.log").open("w") as log, open(os.devnull) as nothing:
            for stream, file in enumerate((nothing, log, log)):
                os.dup2(file.fileno(), stream)
        work()

    def wait(self, name: str) -> int | None:
        """Returns its exit status."""
        process = self._processes[name]
        process.join()
        del self._processes[name]
        return process.exitcode

    def __enter__(self) -> "Asides":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for process in self._processes.values():
            assert process.pid
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for name in list(self._processes):
            self.wait(name)
