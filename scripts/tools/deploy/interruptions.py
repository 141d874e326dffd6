"""Puts an interruption off until what must not be cut off has ended."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def uninterrupted(left: str = "") -> Iterator[None]:
    """For a program that ends by itself after Ctrl-C, which reaches it too: this one waits for it.

    After an interruption it raises KeyboardInterrupt at the end, with what the interruption has left.
    """
    came: list[int] = []
    # What was ignored from the start stays so (nohup, or a job in the background).
    before = {number: signal.signal(number, lambda number, _: came.append(number))
              for number in SIGNALS if signal.getsignal(number) != signal.SIG_IGN}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            raise KeyboardInterrupt(*filter(None, [left]))
