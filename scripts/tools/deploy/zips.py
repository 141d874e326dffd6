"""Builds the zips that a deployment uploads."""

import subprocess
from pathlib import Path

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, FUNCTIONS, SCRIPTS
from tools.deploy.interruptions import uninterrupted


def build(arch: str, only_missing: bool) -> None:
    """Builds what has changed; with only_missing, everything if a zip is missing or a descriptor has changed, and otherwise nothing.

    Terraform uses zips as they are, but only checked descriptors. Raises Failure.
    """
    folder = ARTIFACTS / f"linux-{arch}"
    if only_missing and all(is_built(descriptor, folder / f"{descriptor.parent.name}.zip") for descriptor in FUNCTIONS.glob("*/function.json")):
        return
    with uninterrupted():
        status = subprocess.run([SCRIPTS / "build", "--arch", arch]).returncode
    if status:
        raise Failure("nothing was changed: the functions could not be built; see the error above")


def is_built(descriptor: Path, zip_file: Path) -> bool:
    checked = zip_file.with_suffix(".json")
    return zip_file.exists() and checked.exists() and checked.read_bytes() == descriptor.read_bytes()
