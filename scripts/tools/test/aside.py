"""What goes on beside the rest of a command."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType


class Asides:
    """Processes that are copies of this one, each in a process group of its own, its words in a log.

    Those that are left end with the block.
    """

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._processes: dict[str, int] = {}

    def start(self, name: str, work: Callable[[], object]) -> None:
        """What work does in its process fails if it raises an exception."""
        sys.stdout.flush()
        self._processes[name] = process = os.fork()
        if process:
            # In both processes, because either may be the first to need it.
            with suppress(OSError):
                os.setpgid(process, process)
            return
        status = 1
        try:
            os.setpgid(0, 0)
            with (self._logs / f"{name}.log").open("w") as log, open(os.devnull) as nothing:
                for stream, file in enumerate((nothing, log, log)):
                    os.dup2(file.fileno(), stream)
            work()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            with suppress(OSError):
                sys.stdout.flush()
                sys.stderr.flush()
            # The rest of the command is not this process's.
            os._exit(status)

    def wait(self, name: str) -> int:
        """Returns its exit status."""
        _, status = os.waitpid(self._processes[name], 0)
        del self._processes[name]
        return os.waitstatus_to_exitcode(status)

    def __enter__(self) -> "Asides":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for process in self._processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGTERM)
        for name in list(self._processes):
            self.wait(name)
