"""The steps of scripts/up: build, start the parts that aren't running, deploy, and wait until the routes respond."""

import os
import secrets
import shlex
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

from tools.common import aws, terraform
from tools.common.cloud import ACCOUNT, REGION, Cloud
from tools.common.command import Failure, say
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, ROOT, SCRIPTS
from tools.up import listeners
from tools.up.wait_for import wait_for


def take(cloud: Cloud, names: list[str]) -> None:
    """Names: additional host names of this machine. Raises Failure."""
    if cloud.runs():
        if names:
            raise Failure(f"a cloud is already running on {cloud.url}, and its host names can't change; run scripts/down{cloud.option} first")
        say(f"a cloud is already running on {cloud.url}; deploying to it again")
        build()
    else:
        start_afresh(cloud)
        build()
        secret = write_local_env(cloud) | {"QUICKCHANGE_SECRET": secrets.token_hex(20)}
        hosts = [word for name in names for word in ("--host", name)]
        start_emulator(cloud, hosts, secret)
        start_local_cloud(cloud, hosts, secret)
    deploy(cloud)
    await_routes(cloud)
    say(report(cloud))


def start_afresh(cloud: Cloud) -> None:
    """Removes the state of an earlier cloud, whose data ended with its emulator."""
    for port in cloud.ports:
        if not listeners.is_free(port):
            raise Failure(f"port {port} is in use by {listeners.describe(port)}; choose other ports with --port N (which uses N, N+1 and N+2)")
    shutil.rmtree(cloud.state, ignore_errors=True)
    cloud.state.mkdir(parents=True)


def build() -> None:
    if subprocess.run([SCRIPTS / "build"]).returncode:
        raise Failure("the functions could not be built; see the error above")


def write_local_env(cloud: Cloud) -> dict[str, str]:
    """Writes the settings with which a shell uses the cloud. Only this user can read them, because they give full access. Returns the access key."""
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
""")
    terraform.link(ARTIFACTS / "local.env", cloud.local_env.relative_to(ARTIFACTS))
    return key


def start_emulator(cloud: Cloud, hosts: list[str], secret: dict[str, str]) -> None:
    routes, aws, compute = cloud.urls
    port = cloud.ports[1]
    say(f"starting the AWS emulator on {aws}")
    start(cloud, "emulator", [sys.executable, str(SCRIPTS / "local-cloud/emulator/emulator.py"), "--port", str(port),
                              "--gateway", routes, "--compute", compute, *hosts], secret)
    wait_for(cloud, "emulator", port)


def start_local_cloud(cloud: Cloud, hosts: list[str], secret: dict[str, str]) -> None:
    say(f"starting the local cloud on {cloud.url}")
    log = cloud.state / "publish.log"
    with log.open("w") as said:
        # A separate copy, because a build for another cloud must not change a running program.
        status = subprocess.run(["dotnet", "publish", SCRIPTS / "local-cloud/LocalCloud.csproj", "--configuration", "Release",
                                 f"-p:ArtifactsPath={ARTIFACTS / 'local-cloud'}", "-p:RunAnalyzers=false", "--output", cloud.state / "bin",
                                 "-nodeReuse:false", "-verbosity:quiet"], cwd=ROOT, stdout=said, stderr=subprocess.STDOUT).returncode
    if status:
        raise Failure(f"the local cloud could not be built:\n{log.read_text(errors='replace')}")
    start(cloud, "local-cloud", [str(cloud.state / "bin/LocalCloud"), "--gateway-port", str(cloud.port),
                                 "--compute-port", str(cloud.ports[2]), "--aws-endpoint", cloud.urls[1], "--directory", str(cloud.state),
                                 *hosts], secret)
    wait_for(cloud, "local-cloud", cloud.port)


def start(cloud: Cloud, part: str, command: list[str], secret: dict[str, str]) -> None:
    """Starts a part in its own session, identified by its environment variables (see marked.py).

    Secrets are environment variables too, because other users of the machine can read arguments.
    """
    marks = {"QUICKCHANGE_CLOUD": str(cloud.state), "QUICKCHANGE_PART": part}
    with (cloud.state / f"{part}.log").open("a") as log:
        subprocess.Popen(command, env=os.environ | secret | marks, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def deploy(cloud: Cloud) -> None:
    """Terraform's state is in the emulator's S3, and therefore ends with the cloud that it describes.

    Its bucket is the one that terraform/bootstrap creates in an account, so that scripts/deploy local can continue with it.
    """
    import boto3

    cloud.enter()
    with aws.errors_reported():
        boto3.client("s3").create_bucket(Bucket=terraform.BUCKET.format(account=ACCOUNT))
    terraform.init("local", ACCOUNT, REGION)
    say("terraform apply")
    if terraform.run("apply", "-input=false", "-no-color", "-auto-approve"):
        log = (cloud.state / "emulator.log").relative_to(ROOT)
        raise Failure(f"terraform apply failed; see the error above, and the emulator's log in {log}. "
                      f"To remove the lock of an interrupted run, stop the cloud: scripts/down{cloud.option}")


def await_routes(cloud: Cloud) -> None:
    """Waits until the gateway serves the deployed API."""
    url = terraform.answer("output", "-raw", "base_url")
    if not url:
        raise Failure("terraform output could not be read; see the error above")
    wait_for(cloud, "local-cloud", cloud.port, f"{urlsplit(url.strip()).path}/")


def report(cloud: Cloud) -> str:
    return f"""
The routes are served on {cloud.url}/Prod. Try:

  curl -s -X POST {cloud.url}/Prod/change -d '{{"amount":"1.89"}}'
  curl -s {cloud.url}/Prod/openapi.json

Logs of the functions: {cloud.state.relative_to(ROOT)}/logs/, and in CloudWatch Logs:

  scripts/logs change{cloud.option}
"""
