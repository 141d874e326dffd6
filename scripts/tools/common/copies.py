"""The copy of a local cloud's data: objects, items, messages and parameters.

The AWS endpoint reads and writes it (scripts/local-cloud/emulator/control.py); a link names the copy that is complete.
"""

import json
import shutil
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.common import folders
from tools.common.cloud import REGION, Cloud
from tools.common.command import Failure
from tools.common.repository import ROOT

# The name of the link.
CURRENT = "current"
# Data can be large, and a reset ends functions first.
PATIENCE_S = 600


def exists(cloud: Cloud) -> bool:
    return (cloud.copies / CURRENT).exists()


def remove_all_else(cloud: Cloud) -> None:
    """Empties the folder of the cloud's state, except for the copy. Raises Failure."""
    cloud.state.mkdir(parents=True, exist_ok=True)
    for entry in cloud.state.iterdir():
        if entry == cloud.copies:
            continue
        if entry.is_dir() and not entry.is_symlink():
            folders.remove(entry)
        else:
            entry.unlink()


def discard(cloud: Cloud) -> bool:
    """Removes the copy; False if there is none. Raises Failure."""
    found = exists(cloud)
    # Without the link, there is no copy, whatever is left.
    (cloud.copies / CURRENT).unlink(missing_ok=True)
    folders.remove(cloud.copies)
    return found


@contextmanager
def made(cloud: Cloud) -> Iterator[str]:
    """Makes a copy while the cloud runs, and describes it. Until the end of the block, which ends the cloud, no data changes.

    If anything fails before the block, the earlier copy stays, and the cloud goes on. Raises Failure.
    """
    draft = cloud.copies / f"{CURRENT}.{uuid.uuid4().hex}"
    try:
        written = ask(cloud, "copy")
        # A cloud that has been shut must end, or be released.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        draft.symlink_to(written["copy"])
        earlier = (cloud.copies / CURRENT).resolve() if exists(cloud) else None
        # Only then is it certain that the data hasn't changed since it was copied.
        ask(cloud, "shut")
        draft.replace(cloud.copies / CURRENT)
    except KeyboardInterrupt:
        give_up(cloud, draft)
        raise KeyboardInterrupt("the cloud is still running, and an earlier copy of its data is unchanged") from None
    except OSError as error:
        give_up(cloud, draft)
        raise Failure(NOT_KEPT.format(problem=error)) from error
    except BaseException:
        give_up(cloud, draft)
        raise
    if earlier:
        shutil.rmtree(earlier, ignore_errors=True)
    lost = ", ".join(f"{count} of {function}" for function, count in written["lost_events"].items())
    yield described(written["counts"]) + (f"; asynchronous events that were not handled are lost: {lost}" if lost else "")


def give_up(cloud: Cloud, draft: Path) -> None:
    try:
        ask(cloud, "release")
    except Failure:
        pass  # A hold lapses by itself. A cloud that was shut can still be copied again.
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        pass  # It means nothing to anyone.


def restore(cloud: Cloud, warn: Callable[[str], None]) -> str:
    """Brings the copy back to a cloud that was just deployed, and describes it. Raises Failure."""
    done = ask(cloud, "restore")
    for kind, places in done["left"].items():
        for place, count in places.items():
            warn(f"note: {count} {kind} of {place} can't be brought back, because it doesn't exist or has another key; "
                 f"they are kept in {cloud.copies.relative_to(ROOT)}/{CURRENT}/{kind}")
    return f"brought back {described(done['counts'])}"


def described(counts: dict[str, dict[str, int]]) -> str:
    return ", ".join(f"{sum(places.values())} {kind}" for kind, places in counts.items()) or "no data"


def ask(cloud: Cloud, operation: str) -> dict[str, Any]:
    """Sends a request of this cloud's own commands to its AWS endpoint. Raises Failure."""
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials
    from botocore.exceptions import BotoCoreError
    from botocore.httpsession import URLLib3Session

    variables = cloud.variables()
    request = AWSRequest("POST", f"{cloud.urls[1]}/_cloud/{operation}", data=b"")
    SigV4Auth(Credentials(variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"]), "cloud", REGION).add_auth(request)
    try:
        answer = URLLib3Session(timeout=PATIENCE_S).send(request.prepare())
        result = json.loads(answer.content)
    except (BotoCoreError, ValueError) as error:
        raise Failure(f"the AWS endpoint of the cloud on {cloud.url} doesn't respond as expected: {error}") from error
    if answer.status_code != 200:
        raise Failure(FAILED[operation].format(problem=result.get("problem") or result.get("message"), place=place_of(cloud), option=cloud.option))
    return result


def place_of(cloud: Cloud) -> Path:
    return cloud.copies.relative_to(ROOT) / CURRENT


NOT_KEPT = "the data could not be kept: {problem}. The cloud is still running, and an earlier copy is unchanged"
# What a failed operation has left behind.
FAILED = {
    "copy": NOT_KEPT,
    "release": "the cloud could not be released: {problem}",
    "shut": NOT_KEPT,
    "restore": "the data in {place} could not be brought back: {problem}. It is unchanged; to start without it, run scripts/down --discard{option}",
    "reset": "the cloud could not be reset: {problem}; stop it with scripts/down{option}",
}
