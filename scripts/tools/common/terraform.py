"""Terraform, with the provider from a mirror on this machine if there is one."""

import os
import platform
import re
import subprocess
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, NAME, ROOT

MODULES = ROOT / "terraform"
LOCK = MODULES / ".terraform.lock.hcl"
# One state for each environment. terraform/bootstrap creates the bucket in each account.
BUCKET = f"{NAME}-terraform-state-{{account}}"


def run(*words: str, module: str = "", variables: Mapping[str, str] | None = None, **options: Any) -> int:
    """Runs terraform with additional variables and with options of subprocess.Popen; returns its exit status.

    If this is interrupted, Terraform finishes its current operations, writes the state and releases its lock first.
    """
    process = subprocess.Popen(command(*words, module=module), env=environment(variables), **options)
    try:
        return process.wait()
    except KeyboardInterrupt:
        # Terraform has received Ctrl-C too. A second one would abort it.
        process.wait()
        raise
    except BaseException:
        process.terminate()
        process.wait()
        raise


def answer(*words: str) -> str | None:
    """Returns the output of terraform; None if it fails, with its error message on standard error."""
    done = subprocess.run(command(*words), env=environment(), stdout=subprocess.PIPE, text=True)
    return done.stdout if done.returncode == 0 else None


def command(*words: str, module: str = "") -> list[str]:
    """The command that runs terraform in the root module, or in another module in terraform/."""
    return ["terraform", f"-chdir={MODULES / module}", *words]


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's variables, additional ones, and those that configure Terraform's output and provider for scripts."""
    made = os.environ | (variables or {}) | {"TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
    made.pop("TF_WORKSPACE", None)
    # If the CLI configuration doesn't exist, Terraform prints a warning on each call.
    if not os.path.exists(made.get("TF_CLI_CONFIG_FILE", "/")):
        del made["TF_CLI_CONFIG_FILE"]
    if mirror := provider_mirror():
        data = ARTIFACTS / "tools/xdg"
        link(data / "terraform/plugins", mirror)
        made["XDG_DATA_DIRS"] = f"{data}:{made.get('XDG_DATA_DIRS') or '/usr/local/share:/usr/share'}"
    return made


def init(environment: str, account: str, region: str, **options: Any) -> None:
    """Configures the environment's state and lock in the account's bucket. Raises Failure with Terraform's output."""
    backend = [f"bucket={BUCKET.format(account=account)}", f"key={NAME}/{environment}.tfstate", f"region={region}",
               "use_lockfile=true"]
    if os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://127.0.0.1:"):
        # The emulator supports bucket names only in the path, and Terraform would otherwise validate the credentials with AWS itself.
        backend += ["use_path_style=true", "skip_credentials_validation=true", "skip_requesting_account_id=true"]
    log = Path(f"{os.environ['TF_DATA_DIR']}.log")
    with log.open("w") as said:
        status = run("init", "-input=false", "-no-color", "-reconfigure", "-lockfile=readonly",
                     *(f"-backend-config={setting}" for setting in backend), stdout=said, stderr=subprocess.STDOUT, **options)
    if status:
        raise Failure(f"terraform init failed:\n{log.read_text(errors='replace')}")


def provider_mirror() -> Path | None:
    """A folder in /opt that contains the locked version of the provider for this machine.

    https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
    """
    version = re.search(r'^ *version *= *"(.*)"', LOCK.read_text(), re.MULTILINE)
    processor = "arm64" if platform.machine() == "aarch64" else "amd64"
    provider = f"registry.terraform.io/hashicorp/aws/{version[1]}/linux_{processor}" if version else "none"
    return next((folder for folder in sorted(Path("/opt").glob("*/")) if (folder / provider).is_dir()), None)


def link(place: Path, target: Path) -> None:
    """Creates or changes a symbolic link atomically."""
    if place.is_symlink() and place.readlink() == target:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{place.name}.{uuid.uuid4().hex}")
    draft.symlink_to(target)
    draft.replace(place)
