"""Packs a published bootstrap into a zip for Lambda, if the bootstrap and the zip pass their checks."""

import shutil
from pathlib import Path

from tools.build import binary_gates, packing, zip_gates
from tools.build.objects import Objects
from tools.common import digests
from tools.common.builds import Variant
from tools.common.command import Failure, routine
from tools.common.digests import Stamp
from tools.common.repository import TOOLS

# The tools that pack and check zips.
PACKING = [TOOLS / f"build/{name}.py" for name in ("package", "packing", "binary_gates", "zip_gates")]


def make(variant: Variant, objects: Objects, function: str, data: dict[str, Path], descriptor: Path, folder: Path, budget_kb: int | None) -> bool:
    """Writes a function's zip and its descriptor to a folder, unless they are already there and nothing has changed.

    data and budget_kb: see write. Returns whether it wrote them.
    """
    zipped, copy, stamp = folder / f"{function}.zip", folder / f"{function}.json", Stamp(folder / f".{function}.made-of")

    def made_of() -> str:
        return digests.of(objects.made_of(function), repr(data), repr(budget_kb), descriptor.read_text(), files=[*PACKING, *data.values()])

    before = made_of()
    if stamp.holds(before, [zipped, copy]):
        return False
    stamp.clear()
    write(zipped, variant.bootstrap(function), variant.arch, data, budget_kb)
    # Complete or not at all, because Terraform reads it.
    draft = folder / f".{function}.json"
    shutil.copy(descriptor, draft)
    draft.replace(copy)
    if not objects.lacking([function]) and made_of() == before:
        stamp.write(before, [zipped, copy])
    return True


def write(zipped: Path, bootstrap: Path, arch: str, data: dict[str, Path], budget_kb: int | None) -> None:
    """data: files other than bootstrap, by their names in the zip. budget_kb: the maximum size, in thousands of bytes."""
    for name, file in data.items():
        if not file.is_file():
            raise Failure(f"{name} must be in the zip, but {file} doesn't exist")
    binary_gates.check(bootstrap, arch)
    content = packing.pack(bootstrap, data)
    zip_gates.check(zipped, content, set(data), budget_kb)
    packing.write(zipped, content)
    routine(f"{zipped.name}: {len(content) / 1e6:.2f} MB")
