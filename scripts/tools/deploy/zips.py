"""Builds what a deployment uploads."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT, SCRIPTS
from tools.deploy.interruptions import uninterrupted

# What zips are made of.
SOURCES = ("functions", "shared", "scripts/openapi", "scripts/tools/build", "global.json",
           *(file.name for file in ROOT.glob("Directory.*")))
# Folders of no part in it.
ASIDE = {"tests", "__pycache__"}


def build(arch: str, only_missing: bool) -> None:
    """Builds all, if a zip is missing or its descriptor has changed, or, unless only_missing, if a source is newer than a zip.

    Terraform takes a zip as it is, and no descriptor but as it was checked. Raises Failure.
    """
    folder = ARTIFACTS / f"linux-{arch}"
    zips = {descriptor: folder / f"{descriptor.parent.name}.zip" for descriptor in FUNCTIONS.glob("*/function.json")}
    newest = 0 if only_missing else max(file.stat().st_mtime_ns for file in sources(ROOT))
    if all(is_built(descriptor, zip_file) and zip_file.stat().st_mtime_ns >= newest for descriptor, zip_file in zips.items()):
        return
    with uninterrupted():
        status = subprocess.run([SCRIPTS / "build", "--arch", arch]).returncode
    if status:
        raise Failure("nothing was changed: the functions were not built; why is above")
    # It leaves what is the same.
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
