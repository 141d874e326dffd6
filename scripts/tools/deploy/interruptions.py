"""Defers an interruption until an operation that must not be aborted has ended."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def uninterrupted(left: str = "") -> Iterator[None]:
    """Waits for a program that also receives Ctrl-C and ends by itself.

    After an interruption, it raises KeyboardInterrupt at the end, with a description of what is left behind.
    """
    came: list[int] = []
    # Signals that were ignored from the start stay ignored (nohup, or a background job).
    before = {number: signal.signal(number, lambda number, _: came.append(number))
              for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            raise KeyboardInterrupt(*filter(None, [left]))
