"""Builds the zips that a deployment uploads."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT, SCRIPTS
from tools.deploy.interruptions import uninterrupted

# The sources of zips.
SOURCES = ("functions", "shared", "scripts/openapi", "scripts/tools/build", "global.json",
           *(file.name for file in ROOT.glob("Directory.*")))
# Folders that don't affect zips.
ASIDE = {"tests", "__pycache__"}


def build(arch: str, only_missing: bool) -> None:
    """Builds all functions if a zip is missing, a descriptor has changed, or, unless only_missing, a source is newer than a zip.

    Terraform uses zips as they are, but only checked descriptors. Raises Failure.
    """
    folder = ARTIFACTS / f"linux-{arch}"
    zips = {descriptor: folder / f"{descriptor.parent.name}.zip" for descriptor in FUNCTIONS.glob("*/function.json")}
    newest = 0 if only_missing else max(file.stat().st_mtime_ns for file in sources(ROOT))
    if all(is_built(descriptor, zip_file) and zip_file.stat().st_mtime_ns >= newest for descriptor, zip_file in zips.items()):
        return
    with uninterrupted():
        status = subprocess.run([SCRIPTS / "build", "--arch", arch]).returncode
    if status:
        raise Failure("nothing was changed: the functions could not be built; see the error above")
    # It leaves unchanged zips alone.
    for zip_file in folder.glob("*.zip"):
        zip_file.touch()


def is_built(descriptor: Path, zip_file: Path) -> bool:
    checked = zip_file.with_suffix(".json")
    return zip_file.exists() and checked.exists() and checked.read_bytes() == descriptor.read_bytes()


def sources(root: Path) -> Iterator[Path]:
    for source in map(root.joinpath, SOURCES):
        if source.is_file():
            yield source
        for folder, folders, files in os.walk(source):
            folders[:] = [name for name in folders if name not in ASIDE]
            yield from (file for name in files if (file := Path(folder, name)).is_file())
