"""Where a deployment goes."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from tools.common import cloud
from tools.common.cloud import Cloud
from tools.common.command import Failure
from tools.common.repository import ARTIFACTS
from tools.common.terraform import MODULES


@dataclass(frozen=True)
class Destination:
    """An environment: of an AWS account, or a local cloud."""

    name: str
    # Its logs, its lock, and plans that are applied at once.
    work: Path
    # Of the zips, as .NET names it.
    arch: str
    cloud: Cloud | None

    @property
    def kind(self) -> str:
        """What it shares in an account with others: preview, of preview-12."""
        found = re.fullmatch("(.*[^-])-[0-9]+", self.name)
        return found[1] if found else self.name

    @property
    def variables(self) -> list[str]:
        """The option that makes Terraform read its variables."""
        file = Path(f"environments/{self.kind}.tfvars")
        return [f"-var-file={file}"] if (MODULES / file).exists() else []


def enter(name: str, port: int | None) -> Destination:
    """Makes this process's variables those of an environment: a local cloud's are in its local.env, others' are set here.

    Raises Failure where no local cloud runs.
    """
    local = cloud.find(port) if name == "local" else None
    if local and not local.runs():
        raise Failure(f"no local cloud runs on {local.url}; start one with scripts/up{local.option}")
    work = local.state / "deploy" if local else ARTIFACTS / "deploy" / name
    work.mkdir(parents=True, exist_ok=True)
    if local:
        local.enter()
    else:
        os.environ |= {"TF_DATA_DIR": str(work / "terraform"), "TF_VAR_environment": name}
    return Destination(name, work, "x64" if os.environ.get("TF_VAR_architecture") == "x86_64" else "arm64", local)
