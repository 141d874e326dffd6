"""Packs a function's zip. The same files produce the same bytes: fixed names, order, modes and time, no extra fields."""

import io
import zipfile
from pathlib import Path

# The earliest time that a zip can contain.
TIME = (1980, 1, 1, 0, 0, 0)
EXECUTABLE = 0o100755
DATA = 0o100644


def pack(binary: Path, data: dict[str, Path]) -> bytes:
    """Writes bootstrap, followed by the data files by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        add(archive, "bootstrap", binary, EXECUTABLE)
        for name in sorted(data):
            add(archive, name, data[name], DATA)
    return buffer.getvalue()


def add(archive: zipfile.ZipFile, name: str, file: Path, mode: int) -> None:
    entry = zipfile.ZipInfo(name, date_time=TIME)
    entry.create_system = 3  # Unix, so that the mode below counts
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, file.read_bytes(), compresslevel=9)


def write(zipped: Path, content: bytes) -> None:
    """Leaves an existing zip with the same bytes unchanged."""
    if not zipped.exists() or zipped.read_bytes() != content:
        # Written under another name and then moved, so that a reader never sees an incomplete zip.
        partial = zipped.with_suffix(".partial")
        partial.write_bytes(content)
        partial.replace(zipped)
