"""Applies terraform/bootstrap to a local cloud, as an administrator does once in an AWS account."""

import json
import subprocess
from pathlib import Path
from typing import TextIO

from tools.common import terraform
from tools.common.cloud import ACCOUNT, Cloud
from tools.common.command import Failure, say
from tools.common.repository import NAME
from tools.deploy.destinations import Destination
from tools.deploy.interruptions import uninterrupted

BOUNDARY = "TF_VAR_permissions_boundary_arn"
VARIABLES = ("-var", f"repository=example/{NAME}", "-var", 'environments=["local"]', "-var", "deletion_protection=false")
BUCKET = "aws_s3_bucket.state"


def apply(to: Destination, cloud: Cloud) -> None:
    """Raises Failure with the end of Terraform's output."""
    if BOUNDARY in cloud.variables():
        return
    say("applying terraform/bootstrap to the local cloud (only once; takes about a minute)")
    log = to.work / "bootstrap.log"
    with log.open("w") as said, uninterrupted():
        done = is_applied(cloud, said)
    if not done:
        raise Failure("\n".join(["terraform/bootstrap could not be applied:", *log.read_text(errors="replace").splitlines()[-40:]]))
    # From now on, every deployment to this cloud, including those of scripts/up, sets the permissions boundary of roles.
    with cloud.local_env.open("a") as file:
        file.write(f"export {BOUNDARY}=arn:aws:iam::{ACCOUNT}:policy/github-{NAME}-local-workload\n")
    cloud.enter()


def is_applied(cloud: Cloud, said: TextIO) -> bool:
    def run(*words: str) -> bool:
        return terraform.run(*words, module="bootstrap", variables={"TF_DATA_DIR": str(cloud.state / "terraform-bootstrap")},
                             stdout=said, stderr=subprocess.STDOUT) == 0

    state = cloud.state / "bootstrap.tfstate"
    options = ("-input=false", "-no-color", f"-state={state}", *VARIABLES)
    # scripts/up has created the bucket.
    return (run("init", "-input=false", "-no-color", "-lockfile=readonly")
            and (has_bucket(state) or run("import", *options, BUCKET, terraform.BUCKET.format(account=ACCOUNT)))
            and run("apply", "-auto-approve", *options))


def has_bucket(state: Path) -> bool:
    resources = json.loads(state.read_text())["resources"] if state.exists() else []
    return BUCKET in [f"{resource['type']}.{resource['name']}" for resource in resources]
