"""Shows the steps of scripts/up: a line for each that ends, with its time, and until then what is running.

Steps run in parallel, so a step's line is printed when it ends. In a terminal, the last line shows what is running; elsewhere, a
line does every half minute.
"""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Self, TextIO

# The width of the names of steps.
NAMES = 18
# How often the last line of a terminal, and a line elsewhere, shows what is running, in seconds.
REDRAWN_S, REPEATED_S = 0.2, 30.0
CLEAR = "\r\x1b[K"


class Step:
    """A step that is running. Its detail says what it is doing, and at its end, what it has done."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.detail = ""
        self._started = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._started

    @property
    def line(self) -> str:
        return f"  {self.name:<{NAMES}} {self.seconds:6.1f} s  {self.detail}".rstrip()

    def __str__(self) -> str:
        return f"{self.name} {self.seconds:.0f} s" + (f" ({self.detail})" if self.detail else "")


class Progress:
    def __init__(self, output: TextIO = sys.stdout, verbose: bool = False) -> None:
        """Verbose: other programs write to the same output, so that there can't be a last line."""
        self._output = output
        self._in_place = output.isatty() and not verbose
        self._changing = Lock()
        self._running: list[Step] = []
        self._ended = Event()
        self._showing = Thread(target=self._show, daemon=True)

    def __enter__(self) -> Self:
        self._showing.start()
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._ended.set()
        self._showing.join()

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """A step that is the block. If it fails, the error describes it, and no line."""
        step = Step(name)
        with self._changing:
            self._running.append(step)
        try:
            yield step
        except BaseException:
            with self._changing:
                self._running.remove(step)
            raise
        with self._changing:
            self._running.remove(step)
            self._print(step.line, self._output)

    def say(self, line: str) -> None:
        """Shows what a program has to say to the user, such as a warning, on standard error."""
        with self._changing:
            self._print(line, sys.stderr)

    def _print(self, line: str, output: TextIO) -> None:
        if self._in_place:
            print(CLEAR, end="", file=self._output, flush=True)
        print(line, file=output, flush=True)

    def _show(self) -> None:
        while not self._ended.wait(REDRAWN_S if self._in_place else REPEATED_S):
            with self._changing:
                running = ", ".join(map(str, self._running))
                if self._in_place:
                    print(f"{CLEAR}  {running}"[:shutil.get_terminal_size().columns + len(CLEAR) - 1], end="", file=self._output, flush=True)
                elif running:
                    print(f"  … {running}", file=self._output, flush=True)
        if self._in_place:
            print(CLEAR, end="", file=self._output, flush=True)
