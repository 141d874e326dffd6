"""What functions of tests do before their first event. Each takes the test's arguments, and returns a function that answers an
event, like those in answers.py."""

import mmap
import os
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any, NoReturn

from answers import announce, await_file
from runtime import API, id_of, post

Answer = Callable[[Any, Any], str]


def serve(event: Any, headers: Any) -> str:
    return '"served"'


def report_and_exit(report: str, *error_type: str) -> NoReturn:
    post("init/error", report.encode(), {"Lambda-Runtime-Function-Error-Type": error_type[0]} if error_type else {})
    sys.exit(1)


def fail_once(mark: str) -> Answer:
    """Fails at the first try, after which the file exists."""
    if not os.path.exists(mark):
        open(mark, "w").close()
        sys.exit(1)
    return serve


def start_late(until: str) -> Answer:
    """Starts when the file exists."""
    await_file(until)
    return serve


def never_start(started: str) -> NoReturn:
    announce(started)
    while True:
        time.sleep(60)


def never_start_again(started: str, mark: str) -> NoReturn:
    fail_once(mark)
    never_start(started)


def reserve_addresses() -> Answer:
    """Reserves more addresses than the function has memory, but uses none of them."""
    map_noreserve = 0x4000
    reserved = mmap.mmap(-1, 8 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | map_noreserve, mmap.PROT_READ)

    def answer(event: Any, headers: Any) -> str:
        # Long enough to be looked at.
        time.sleep(0.3)
        return f'"{len(reserved) >> 30} GB"'

    return answer


def mirror_in_two_threads() -> NoReturn:
    """Waits for events in two threads at the same time."""

    def mirror() -> NoReturn:
        while True:
            with urllib.request.urlopen(f"{API}/invocation/next") as event:
                headers, body = event.headers, event.read()
            post(f"invocation/{id_of(headers)}/response", body)

    threading.Thread(target=mirror).start()
    mirror()
