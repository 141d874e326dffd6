"""The steps of scripts/up: build, start the parts that aren't running, deploy, and wait until the routes respond."""

import errno
import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from urllib.parse import urlsplit

from tools.common import aws, copies, own_programs, terraform
from tools.common.cloud import ACCOUNT, AUDIENCE, FUNCTION_PREFIX, ISSUER_PATH, REGION, Cloud
from tools.common.command import Failure, say
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, SCRIPTS
from tools.up import building, deployment, listeners, summary
from tools.up.progress import Progress
from tools.up.wait_for import wait_for


def take(cloud: Cloud, names: list[str], timeouts: bool, verbose: bool) -> None:
    """Names: additional host names of this machine; timeouts: also for functions that the user's own processes run; verbose: with all
    that other programs say. Raises Failure."""
    if cloud.runs():
        if names or timeouts:
            raise Failure(f"a cloud is already running on {cloud.url}, and its host names and timeouts can't change; "
                          f"run scripts/down{cloud.option} first")
        say(f"a cloud is already running on {cloud.url}; deploying to it again")
    with Progress(verbose=verbose) as progress:
        if cloud.runs():
            deploy_again(cloud, progress, verbose)
        else:
            start_afresh(cloud, [word for name in names for word in ("--host", name)], ["--timeouts"] if timeouts else [], progress, verbose)
        with progress.step("routes") as step:
            await_routes(cloud)
            step.detail = cloud.url
    say(summary.of(cloud, deployment.outputs(cloud)))


def deploy_again(cloud: Cloud, progress: Progress, verbose: bool) -> None:
    cloud.enter()
    with building.started(progress, verbose) as build:
        build.wait()
    deployment.deploy(cloud, progress, verbose)


def start_afresh(cloud: Cloud, hosts: list[str], timeouts: list[str], progress: Progress, verbose: bool) -> None:
    """Removes the state of an earlier cloud, whose data ended with its emulator, and starts a new cloud."""
    for port in cloud.ports:
        if not listeners.is_free(port):
            raise Failure(f"port {port} is in use by {listeners.describe(port)}; choose other ports with --port N (which uses N, N+1 and N+2)")
    copies.remove_all_else(cloud)
    variables = os.environ | write_local_env(cloud) | {"QUICKCHANGE_SECRET": secrets.token_hex(20)}
    cloud.enter()
    with building.started(progress, verbose) as build:
        start_emulator(cloud, hosts, variables, progress)
        # If there is nothing to build, one apply is faster than two.
        with deployment.slow_resources(cloud, progress) if build.is_running else nullcontext():
            build.wait()
    with ThreadPoolExecutor() as beside:
        # Terraform mostly waits, and needs only the emulator.
        published = beside.submit(publish_local_cloud, cloud, progress)
        if copies.exists(cloud):
            deployment.deploy(cloud, progress, verbose, is_initialized=True)
            # Nothing receives messages or events yet.
            with progress.step("data") as step:
                step.detail = copies.restore(cloud, progress.say)
            published.result()
            start_local_cloud(cloud, [*hosts, *timeouts], variables, progress)
        else:
            started = beside.submit(lambda: (published.result(), start_local_cloud(cloud, [*hosts, *timeouts], variables, progress)))
            deployment.deploy(cloud, progress, verbose, is_initialized=True)
            started.result()


def write_local_env(cloud: Cloud) -> dict[str, str]:
    """Writes the settings for shells, which only this user can read because they give full access. Returns the access key."""
    key = {"AWS_ACCESS_KEY_ID": f"LOCAL{secrets.token_hex(8).upper()}", "AWS_SECRET_ACCESS_KEY": secrets.token_hex(20)}
    with open(cloud.local_env, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(f"""\
# source this file to use the local cloud on port {cloud.port} with aws, boto3 and Terraform
unset AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL_S3 TF_WORKSPACE
export AWS_ENDPOINT_URL={cloud.urls[1]}
export {" ".join(f"{name}={value}" for name, value in key.items())}
export AWS_REGION={REGION} AWS_DEFAULT_REGION={REGION}
export AWS_EC2_METADATA_DISABLED=true NO_PROXY=127.0.0.1
export TF_DATA_DIR={shlex.quote(str(cloud.state / "terraform"))}
export TF_VAR_environment=local TF_VAR_architecture={"arm64" if host() == "arm64" else "x86_64"}
export TF_VAR_deletion_protection=false
export TF_VAR_jwt={shlex.quote(json.dumps({"issuer": cloud.issuer, "audiences": [AUDIENCE]}))}
""")
    terraform.link(ARTIFACTS / "local.env", cloud.local_env.relative_to(ARTIFACTS))
    return key


def start_emulator(cloud: Cloud, hosts: list[str], variables: dict[str, str], progress: Progress) -> None:
    """Starts the emulator, with Terraform's state in its S3, so that the state ends with the cloud that it describes.

    Its bucket is the one that terraform/bootstrap creates in an account, so that scripts/deploy local can continue with it.
    """
    import boto3

    routes, endpoint, compute = cloud.urls
    with progress.step("AWS endpoint") as step:
        start(cloud, "emulator", [sys.executable, str(SCRIPTS / "local-cloud/emulator/emulator.py"), "--port", str(cloud.ports[1]),
                                  "--gateway", routes, "--compute", compute, "--changes", str(cloud.changes), "--copies", str(cloud.copies),
                                  *hosts], variables)
        wait_for(cloud, "emulator", cloud.ports[1])
        with aws.errors_reported():
            boto3.client("s3").create_bucket(Bucket=terraform.BUCKET.format(account=ACCOUNT))
        step.detail = endpoint
    deployment.init(progress)


def start_local_cloud(cloud: Cloud, options: list[str], variables: dict[str, str], progress: Progress) -> None:
    with progress.step("local cloud") as step:
        step.detail = cloud.url
        start(cloud, "local-cloud", [str(cloud.state / "bin/LocalCloud"), "--gateway-port", str(cloud.port),
                                     "--compute-port", str(cloud.ports[2]), "--aws-endpoint", cloud.urls[1], "--function-prefix", FUNCTION_PREFIX,
                                     "--issuer-path", ISSUER_PATH, "--directory", str(cloud.state), *options], variables)
        wait_for(cloud, "local-cloud", cloud.port)


def publish_local_cloud(cloud: Cloud, progress: Progress) -> None:
    """Makes a separate copy of the program, because a build for another cloud must not change a running program."""
    with progress.step("local cloud build"), own_programs.published("local-cloud", "emulator") as program:
        shutil.copytree(program, cloud.state / "bin")


def start(cloud: Cloud, part: str, command: list[str], variables: dict[str, str]) -> None:
    """Starts a part in its own session, identified by its environment variables (see marked.py).

    Secrets are environment variables too, because other users of the machine can read arguments.
    """
    marks = {"QUICKCHANGE_CLOUD": str(cloud.state), "QUICKCHANGE_PART": part}
    with (cloud.state / f"{part}.log").open("a") as log:
        while True:
            try:
                subprocess.Popen(command, env=variables | marks, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
                return
            except OSError as error:
                # A program that was started while the file was copied still has it open, until it executes another one.
                if error.errno != errno.ETXTBSY:
                    raise
                time.sleep(0.01)


def await_routes(cloud: Cloud) -> None:
    """Waits until the gateway serves the deployed API."""
    wait_for(cloud, "local-cloud", cloud.port, f"{urlsplit(deployment.outputs(cloud)['base_url']).path}/")
