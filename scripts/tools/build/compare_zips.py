"""Compares the zips of two builds byte by byte, and reports the differences."""

import hashlib
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools.common.command import say


def differences(first: Path, second: Path) -> Iterator[str]:
    """Yields a line for each difference between two zips."""
    if first.read_bytes() == second.read_bytes():
        return
    with zipfile.ZipFile(first) as one, zipfile.ZipFile(second) as other:
        names = one.namelist()
        if names != other.namelist():
            yield f"one holds {', '.join(names)}, the other {', '.join(other.namelist())}"
            return
        found = [difference(name, one.read(name), other.read(name)) for name in names if one.read(name) != other.read(name)]
    yield from found or ["the contents are the same, but packed differently"]


def difference(name: str, one: bytes, other: bytes) -> str:
    if len(one) != len(other):
        return f"{name} has {len(one)} bytes in one zip and {len(other)} in the other"
    places = [index for index, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return f"{name} differs in {len(places)} bytes, the first at offset {places[0]:#x}"


def are_same(name: str, first: Path, second: Path) -> bool:
    """Whether the zips with a name, such as linux-x64/hello.zip, are identical in two builds; prints differences to standard error."""
    found = list(differences(first / name, second / name))
    for line in found:
        print(f"{name}: {line}", file=sys.stderr)
    if not found:
        say(f"{name}: the same bytes, sha256 {hashlib.sha256((first / name).read_bytes()).hexdigest()}")
    return not found
