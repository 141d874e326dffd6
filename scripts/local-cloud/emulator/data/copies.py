"""A copy of data in a folder: a JSON file for each place, and a file for each different content of an object.

The folder is complete as soon as it has its manifest, which is written last.
"""

import hashlib
import json
import os
import re
import time
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from data import KINDS, Data

FORMAT = 1
MANIFEST = "manifest.json"
BODIES = "bodies"
# The name of a file in this folder, the SHA-256 of its content. It comes from another file, and may lead nowhere else.
BODY = re.compile("[0-9a-f]{64}")
# JSON has no bytes; an object with only this member contains them in Base64.
BYTES = "$base64"


class UnreadableCopy(Exception):
    """The folder has no copy that this program can read; the message is the reason."""


def write(folder: Path, data: Data) -> None:
    """Creates the folder. Raises OSError, for example if the disk is full."""
    # Data and parameters can be secrets.
    folder.mkdir(mode=0o700, parents=True)
    bodies = folder / BODIES
    bodies.mkdir()
    for kind, places in data.items():
        for place, entries in places.items():
            if entries:
                write_json(folder / kind / f"{place}.json", with_bodies_in_files(entries, bodies) if kind == "objects" else entries)
    write_json(folder / MANIFEST, {"format": FORMAT, "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())})
    for part in (folder, bodies):
        descriptor = os.open(part, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


def read(folder: Path) -> Data:
    """Raises UnreadableCopy, or OSError."""
    if not (folder / MANIFEST).exists():
        raise UnreadableCopy("it is incomplete")
    form = read_json(folder / MANIFEST, lambda manifest: manifest["format"])
    if form != FORMAT:
        raise UnreadableCopy(f"its format is {form}, but this version reads format {FORMAT}")
    data: Data = {}
    for kind in KINDS:
        understand = partial(with_bodies, bodies=folder / BODIES) if kind == "objects" else dict.copy
        for file in sorted((folder / kind).glob("*.json")):
            data.setdefault(kind, {})[file.stem] = read_json(file, understand)
    return data


def with_bodies_in_files(entries: dict[str, Any], bodies: Path) -> dict[str, Any]:
    def in_file(version: dict[str, Any]) -> dict[str, Any]:
        if "body" not in version:
            return version
        name = hashlib.sha256(version["body"]).hexdigest()
        if not (bodies / name).exists():
            write_bytes(bodies / name, version["body"])
        return {**version, "body": name}

    return {name: [in_file(version) for version in versions] for name, versions in entries.items()}


def with_bodies(entries: dict[str, Any], bodies: Path) -> dict[str, Any]:
    def from_file(version: dict[str, Any]) -> dict[str, Any]:
        return version if version.get("is_delete_marker") else {**version, "body": read_body(bodies, version["body"])}

    return {name: [from_file(version) for version in versions] for name, versions in entries.items()}


def read_body(bodies: Path, name: str) -> bytes:
    if not BODY.fullmatch(name):
        raise UnreadableCopy(f"the body of an object can't be {name!r}")
    try:
        content = (bodies / name).read_bytes()
    except FileNotFoundError:
        raise UnreadableCopy(f"the body of an object, {BODIES}/{name}, is missing") from None
    if hashlib.sha256(content).hexdigest() != name:
        raise UnreadableCopy(f"the body of an object, {BODIES}/{name}, was changed: its name isn't its SHA-256")
    return content


def write_json(file: Path, value: Any) -> None:
    file.parent.mkdir(exist_ok=True)
    write_bytes(file, json.dumps(value, ensure_ascii=False, indent=1, default=encoded).encode("utf-8", "surrogatepass"))


def write_bytes(file: Path, content: bytes) -> None:
    with file.open("xb") as written:
        written.write(content)
        written.flush()
        os.fsync(written.fileno())


def read_json(file: Path, understand: Callable[[Any], Any]) -> Any:
    """What understand makes of the JSON in a file."""
    try:
        return understand(json.loads(file.read_bytes().decode("utf-8", "surrogatepass"), object_hook=decoded))
    except (AttributeError, KeyError, TypeError) as other:
        raise UnreadableCopy(f"{file.name} lacks a member, or has one of another type: {other}") from other
    except ValueError as malformed:
        raise UnreadableCopy(f"{file.name} is not valid JSON: {malformed}") from malformed


def encoded(value: Any) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"{value!r} is not data")
    return {BYTES: b64encode(value).decode()}


def decoded(value: dict[str, Any]) -> Any:
    # The value of an attribute that users may name so is never a text.
    return b64decode(value[BYTES]) if value.keys() == {BYTES} and isinstance(value[BYTES], str) else value
