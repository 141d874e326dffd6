"""Deploys to a local cloud with terraform apply."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common import digests, programs, terraform
from tools.common.cloud import ACCOUNT, REGION, Cloud
from tools.common.command import Failure, say, step
from tools.common.digests import Stamp
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, FUNCTIONS, PROJECT, ROOT, TOOLS

APPLY = ("apply", "-input=false", "-no-color", "-auto-approve")
# Identifies this Terraform to the emulator, which records the changes that others make (emulator/changes.py).
USER_AGENT = {"TF_APPEND_USER_AGENT": "scripts/up"}
# The provider waits 25 s after it has created a queue, and 55 s after a lifecycle configuration. None of these needs a function.
SLOW = ("module.queue", "module.uploads.module.failures", "module.uploads.aws_s3_bucket_lifecycle_configuration.this")


@contextmanager
def slow_resources(cloud: Cloud) -> Iterator[None]:
    """Creates the slow resources in a new cloud while the block builds the functions. Any error occurs again in deploy, which reports it."""
    with TemporaryDirectory() as folder, (cloud.state / "slow-resources.log").open("w") as log:
        # Without zips, no function can be deployed before it was built.
        if programs.run(sys.executable, TOOLS, "descriptors", "--copies", Path(folder, f"linux-{host()}"), output=log):
            yield
            return
        with programs.started(
                *terraform.command(*APPLY, *(f"-target={address}" for address in SLOW)), output=log,
                environment=terraform.environment(USER_AGENT | {"TF_VAR_artifacts_directory": folder})):
            yield


def deploy(cloud: Cloud, is_initialized: bool = False) -> None:
    """Applies terraform/, unless the modules, what they read, and what they deployed haven't changed since the last time."""
    stamp, base_url = Stamp(cloud.state / "deployed"), cloud.state / "base_url"
    before = to_deploy(cloud)
    if stamp.holds(before, [base_url]):
        say("nothing has changed since the last terraform apply")
        return
    stamp.clear()
    if not is_initialized:
        terraform.init("local", ACCOUNT, REGION)
    with step("terraform apply"):
        if terraform.run(*APPLY, variables=USER_AGENT):
            log = (cloud.state / "emulator.log").relative_to(ROOT)
            raise Failure(f"terraform apply failed; see the error above, and the emulator's log in {log}. "
                          f"To remove the lock of an interrupted run, stop the cloud: scripts/down{cloud.option}")
    url = terraform.answer("output", "-raw", "base_url")
    if not url:
        raise Failure("terraform output could not be read; see the error above")
    base_url.write_text(url.strip())
    # These variables name further files and folders.
    if to_deploy(cloud) == before and not any(re.match("TF_CLI_ARGS|TF_VAR_.*_directory$", name) for name in os.environ):
        stamp.write(before, [base_url])


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
