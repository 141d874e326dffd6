"""The requests of this cloud's own commands: to copy its data, to bring a copy back, and to empty the cloud.

They are signed with the key of the cloud's user, so that neither a function nor a web page can make them.
"""

import json
import shutil
import sys
import time
import traceback
import uuid
from pathlib import Path
from threading import Lock
from typing import Any

import data
import permissions
from application import Environ, body_of
from compute_plane import ComputePlane
from data import backends, copies
from deployed import Deployed
from gate import Gate, HoldLapsed
from signatures import AccessKey, Refusal

from tools.common.copies import CURRENT

PREFIX = "/_cloud/"
# How long a copy waits for functions that handle asynchronous events, in seconds.
LONGEST_WAIT_S = 10.0
# The beginning of the names of all copies.
COPY = "copy-"


class Control:
    def __init__(self, folder: Path, gate: Gate, deployed: Deployed, compute: ComputePlane, user: AccessKey) -> None:
        """folder: the folder of the copies."""
        self.folder = folder
        self.gate = gate
        self.deployed = deployed
        self.compute = compute
        self.user = user
        self.working = Lock()
        # What the copy contains that has no place in this cloud. It is part of the next copy too.
        self.left: data.Data = {}
        self.has_restored = False

    def answer(self, environ: Environ) -> tuple[int, dict[str, str], bytes]:
        """Raises Refusal. The signature has been verified."""
        if environ["REQUEST_METHOD"] != "POST" or not permissions.is_signed_by(environ["HTTP_AUTHORIZATION"], self.user):
            raise Refusal("AccessDenied", "Only the user of this cloud can do this; source this cloud's local.env.")
        body_of(environ)
        operation = {"copy": self.copy, "release": self.release, "shut": self.shut, "restore": self.restore, "reset": self.reset}.get(
            environ["PATH_INFO"].removeprefix(PREFIX))
        if operation is None:
            raise Refusal("UnknownOperationException", "The local cloud doesn't have this operation.")
        with self.working:
            try:
                status, result = 200, operation()
            except (OSError, copies.UnreadableCopy, HoldLapsed) as error:
                status, result = 500, {"problem": str(error)}
            except Exception as error:
                traceback.print_exc()
                status, result = 500, {"problem": f"the local cloud failed with {type(error).__name__}: {error}. The log of its emulator, "
                                                  "emulator.log, shows where; an existing copy of the data stays as it is"}
        return status, {"Content-Type": "application/json"}, json.dumps(result).encode()

    def copy(self) -> dict[str, Any]:
        """Writes a copy, and holds requests that change data until release or shut, or until the hold lapses.

        If shut succeeds, the copy has all data. It becomes the current one when the link names it.
        """
        made = self.folder / f"{COPY}{uuid.uuid4().hex}"
        try:
            pending = self.hold_after_events()
            kept = data.merged(data.without(data.current(), self.deployed.data), self.left)
            self.remove_old_copies()
            copies.write(made, kept)
            self.gate.limit()
        except BaseException:
            self.gate.release()
            shutil.rmtree(made, ignore_errors=True)
            raise
        return {"copy": made.name, "counts": data.counts(kept), "lost_events": pending}

    def release(self) -> dict[str, Any]:
        self.gate.reopen()
        return {}

    def shut(self) -> dict[str, Any]:
        self.gate.shut()
        return {}

    def restore(self) -> dict[str, Any]:
        """Brings the current copy back, once."""
        if self.has_restored:
            raise copies.UnreadableCopy("it has already been brought back")
        kept = copies.read(self.folder / CURRENT)
        with self.gate.held():
            self.left = data.put(kept)
            self.has_restored = True
        return {"counts": data.counts(kept), "left": data.counts(self.left)}

    def reset(self) -> dict[str, Any]:
        """Ends what runs, and removes all data except what was deployed. No message is delivered meanwhile."""
        started = time.monotonic()
        for place in data.messages.places():
            data.messages.clear(place)
        try:
            self.compute.post("/_reset", b"", {}, 60).close()
            data.messages.end_waits()
            with self.gate.held():
                data.clear()
                data.put(self.deployed.data)
                clear_observations()
        finally:
            self.compute.post("/_resume", b"", {}, 60).close()
        return {"seconds": round(time.monotonic() - started, 2)}

    def hold_after_events(self) -> dict[str, int]:
        """Holds requests once functions have handled the asynchronous events, such as those of files, which exist only in the compute
        plane's memory.

        Returns the numbers of those that are left, by function.
        """
        over = time.monotonic() + LONGEST_WAIT_S
        while True:
            while self.pending() and time.monotonic() <= over:
                time.sleep(0.1)
            self.gate.hold()
            # The last requests before the hold may have caused more. The functions that handle them may need requests.
            pending = self.pending()
            if not pending or time.monotonic() > over:
                return pending
            self.gate.release()

    def pending(self) -> dict[str, int]:
        """The numbers of asynchronous events that wait or are being handled, by function."""
        try:
            with self.compute.post("/_pending", b"", {}, 10) as answer:
                return json.loads(answer.read())
        except OSError as error:
            print(f"the compute plane doesn't respond: {error}", file=sys.stderr, flush=True)
            return {}

    def remove_old_copies(self) -> None:
        """Removes copies that a command that was killed has left behind."""
        current = (self.folder / CURRENT).resolve()
        for folder in self.folder.glob(f"{COPY}*"):
            if folder != current:
                shutil.rmtree(folder, ignore_errors=True)


def clear_observations() -> None:
    """Removes log events and metrics; alarms are as when they were created."""
    for group in list(backends.of("logs").groups.values()):
        for stream in list(group.streams.values()):
            stream.events, stream.stored_bytes = [], 0
            stream.first_event_timestamp = stream.last_event_timestamp = None
    watch = backends.of("cloudwatch")
    watch.metric_data.clear()
    watch.paged_metric_data.clear()
    for alarm in list(watch.alarms.values()):
        alarm.history, alarm.state_value = [], "OK"
        alarm.state_reason, alarm.state_reason_data = "Unchecked: Initial alarm creation", "{}"
