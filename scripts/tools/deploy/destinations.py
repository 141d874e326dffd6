"""The destination of a deployment."""

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
    """An environment: in an AWS account, or a local cloud."""

    name: str
    # For its logs, its lock, and plans that are applied immediately.
    work: Path
    # The processor of the zips, with its .NET name.
    arch: str
    cloud: Cloud | None

    @property
    def kind(self) -> str:
        """The name that it shares with other environments in an account: preview for preview-12."""
        found = re.fullmatch("(.*[^-])-[0-9]+", self.name)
        return found[1] if found else self.name

    @property
    def variables(self) -> list[str]:
        """The option with which Terraform reads its variables."""
        file = Path(f"environments/{self.kind}.tfvars")
        return [f"-var-file={file}"] if (MODULES / file).exists() else []


def enter(name: str, port: int | None) -> Destination:
    """Sets this process's variables for an environment: those of a local cloud are in its local.env, others are set here.

    Raises Failure if no local cloud is running.
    """
    local = cloud.find(port) if name == "local" else None
    if local and not local.runs():
        raise Failure(f"no local cloud is running on {local.url}; start one with scripts/up{local.option}")
    work = local.state / "deploy" if local else ARTIFACTS / "deploy" / name
    work.mkdir(parents=True, exist_ok=True)
    if local:
        local.enter()
    else:
        os.environ |= {"TF_DATA_DIR": str(work / "terraform"), "TF_VAR_environment": name}
    return Destination(name, work, "x64" if os.environ.get("TF_VAR_architecture") == "x86_64" else "arm64", local)
