"""Packs a published bootstrap into a zip for Lambda, if the bootstrap and the zip pass their checks."""

from pathlib import Path

from tools.build import binary_gates, packing, zip_gates
from tools.common.command import Failure, say


def write(zipped: Path, bootstrap: Path, arch: str, data: dict[str, Path], budget_kb: int | None) -> None:
    """data: files other than bootstrap, by their names in the zip. budget_kb: the maximum size, in thousands of bytes."""
    for name, file in data.items():
        if not file.is_file():
            raise Failure(f"{name} must be in the zip, but {file} doesn't exist")
    binary_gates.check(bootstrap, arch)
    content = packing.pack(bootstrap, data)
    zip_gates.check(zipped, content, set(data), budget_kb)
    packing.write(zipped, content)
    say(f"{zipped.name}: {len(content) / 1e6:.2f} MB")
