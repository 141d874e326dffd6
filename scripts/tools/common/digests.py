"""Detects what has changed since something was made, by digests of contents, never by times."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.common.repository import ROOT

# Caches that Python and Terraform create in any folder.
LEFT_OUT = {"__pycache__", ".terraform"}


def of(*texts: str, files: Iterable[Path] = ()) -> str:
    """The digest of texts, and of files: their paths and contents, or that they don't exist."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(of_bytes(text.encode()))
    for file in sorted(set(files)):
        digest.update(of_bytes(os.fsencode(file.relative_to(ROOT) if file.is_relative_to(ROOT) else file)))
        digest.update(of_bytes(file.read_bytes()) if file.is_file() else b"none")
    return digest.hexdigest()


def of_bytes(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def below(folder: Path, *left_out: str) -> Iterator[Path]:
    """All files below a folder, whether git tracks them or not, except those in the subfolders left_out."""
    for place, folders, files in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if name not in LEFT_OUT and not (name in left_out and place == str(folder))]
        yield from (Path(place, name) for name in files)


class Stamp:
    """A file that shows that a result is complete, and that neither it nor its sources have changed since."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def holds(self, made_of: str, made: Iterable[Path]) -> bool:
        return self._file.exists() and self._file.read_text() == of(made_of, files=made)

    def clear(self) -> None:
        """Call this before making something again, so that nothing incomplete has a stamp."""
        self._file.unlink(missing_ok=True)

    def write(self, made_of: str, made: Iterable[Path]) -> None:
        self._file.write_text(of(made_of, files=made))
