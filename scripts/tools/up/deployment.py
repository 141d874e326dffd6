"""Deploys to a local cloud with terraform apply."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.common import digests, programs, terraform
from tools.common.cloud import ACCOUNT, REGION, Cloud
from tools.common.command import Failure
from tools.common.digests import Stamp
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, FUNCTIONS, PROJECT, ROOT, TOOLS
from tools.up import applying
from tools.up.progress import Progress

# The provider waits 25 s after it has created a queue, and 55 s after a lifecycle configuration. None of these needs a function.
SLOW = ("module.queue", "module.uploads.module.failures", "module.uploads.aws_s3_bucket_lifecycle_configuration.this")


@contextmanager
def slow_resources(cloud: Cloud, progress: Progress) -> Iterator[None]:
    """Creates the slow resources in a new cloud while the block builds the functions. Any error occurs again in deploy, which reports it."""
    with TemporaryDirectory() as folder, (cloud.state / "slow-resources.log").open("w") as log:
        # Without zips, no function can be deployed before it was built.
        if programs.run(sys.executable, TOOLS, "descriptors", "--copies", Path(folder, f"linux-{host()}"), output=log):
            yield
            return
        command = terraform.command("apply", *applying.OPTIONS, *(f"-target={address}" for address in SLOW))
        variables = terraform.environment(applying.USER_AGENT | {"TF_VAR_artifacts_directory": folder})
        with progress.step("slow resources") as step:
            with programs.started(*command, output=log, environment=variables) as process:
                yield
            step.detail = "failed; terraform apply tries again" if process.returncode else "queues and the bucket's lifecycle"


def init(progress: Progress) -> None:
    with progress.step("terraform init"):
        terraform.init("local", ACCOUNT, REGION)


def deploy(cloud: Cloud, progress: Progress, verbose: bool, is_initialized: bool = False) -> None:
    """Applies terraform/, unless the modules, what they read, and what they deployed haven't changed since the last time."""
    stamp = Stamp(cloud.state / "deployed")
    with progress.step("compare") as step:
        before = to_deploy(cloud)
        if stamp.holds(before, [outputs_of(cloud)]):
            step.detail = "nothing has changed since the last terraform apply"
            return
        step.detail = "something has changed since the last terraform apply" if outputs_of(cloud).exists() else "nothing is deployed yet"
    stamp.clear()
    if not is_initialized:
        init(progress)
    with progress.step("terraform apply") as step:
        if applying.run(progress, step, cloud.state / "terraform-apply.log", verbose):
            log = (cloud.state / "emulator.log").relative_to(ROOT)
            raise Failure(f"terraform apply failed; see the error above, and the emulator's log in {log}. "
                          f"To remove the lock of an interrupted run, stop the cloud: scripts/down{cloud.option}")
        outputs = terraform.answer("output", "-json")
        if not outputs:
            raise Failure("terraform output could not be read; see the error above")
        outputs_of(cloud).write_text(outputs)
    # These variables name further files and folders.
    if to_deploy(cloud) == before and not any(re.match("TF_CLI_ARGS|TF_VAR_.*_directory$", name) for name in os.environ):
        stamp.write(before, [outputs_of(cloud)])


def outputs_of(cloud: Cloud) -> Path:
    """The file with the outputs of the last apply."""
    return cloud.state / "outputs.json"


def outputs(cloud: Cloud) -> dict[str, Any]:
    """The outputs of terraform/ (outputs.tf), by name."""
    return {name: output["value"] for name, output in json.loads(outputs_of(cloud).read_text()).items()}


def to_deploy(cloud: Cloud) -> str:
    """The digest of everything that an apply reads, and of what others have changed in the cloud."""
    version = json.loads(terraform.answer("version", "-json") or "{}")
    version = [version.get(name) for name in ("terraform_version", "provider_selections")]
    variables = {name: value for name, value in sorted(os.environ.items()) if name.startswith("TF_")}
    settings = [Path(os.environ[name]) for name in ("TF_CLI_CONFIG_FILE",) if name in os.environ]
    zips = ARTIFACTS / f"linux-{host()}"
    return digests.of(json.dumps([version, variables]), files=[
        *digests.below(terraform.MODULES, "tests", "bootstrap"), *zips.glob("*.zip"), *zips.glob("*.json"), PROJECT, *FUNCTIONS.glob("*.json"),
        *FUNCTIONS.glob("*/function.json"), Path.home() / ".terraformrc", *settings, cloud.changes])
