"""The steps of scripts/up: build, start the parts that aren't running, deploy, and wait until the routes respond."""

import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from urllib.parse import urlsplit

from tools.common import aws, builds, own_programs, programs, terraform
from tools.common.cloud import ACCOUNT, AUDIENCE, FUNCTION_PREFIX, ISSUER_PATH, REGION, Cloud
from tools.common.command import Failure, say, step
from tools.common.processors import host
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT, SCRIPTS
from tools.smoke.calls import Call, Route, routes
from tools.smoke.rights import sent
from tools.up import deployment, listeners
from tools.up.wait_for import wait_for


def take(cloud: Cloud, names: list[str], timeouts: bool) -> None:
    """Names: additional host names of this machine. Timeouts: also for functions that the user's own processes run. Raises Failure."""
    if cloud.runs():
        if names or timeouts:
            raise Failure(f"a cloud is already running on {cloud.url}, and its host names and timeouts can't change; "
                          f"run scripts/down{cloud.option} first")
        say(f"a cloud is already running on {cloud.url}; deploying to it again")
        cloud.enter()
        with programs.started(SCRIPTS / "build") as building:
            await_build(building)
        deployment.deploy(cloud)
    else:
        start_afresh(cloud, [word for name in names for word in ("--host", name)], ["--timeouts"] if timeouts else [])
    await_routes(cloud)
    say(report(cloud))


def start_afresh(cloud: Cloud, hosts: list[str], timeouts: list[str]) -> None:
    """Removes the state of an earlier cloud, whose data ended with its emulator, and starts a new cloud."""
    for port in cloud.ports:
        if not listeners.is_free(port):
            raise Failure(f"port {port} is in use by {listeners.describe(port)}; choose other ports with --port N (which uses N, N+1 and N+2)")
    shutil.rmtree(cloud.state, ignore_errors=True)
    cloud.state.mkdir(parents=True)
    variables = os.environ | write_local_env(cloud) | {"QUICKCHANGE_SECRET": secrets.token_hex(20)}
    cloud.enter()
    with programs.started(SCRIPTS / "build") as building:
        start_emulator(cloud, hosts, variables)
        # If there is nothing to build, one apply is faster than two.
        with deployment.slow_resources(cloud) if building.poll() is None else nullcontext():
            await_build(building)
    with ThreadPoolExecutor() as beside:
        # Terraform mostly waits, and needs only the emulator.
        local_cloud = beside.submit(start_local_cloud, cloud, [*hosts, *timeouts], variables)
        deployment.deploy(cloud, is_initialized=True)
        local_cloud.result()


def await_build(building: subprocess.Popen[bytes]) -> None:
    if building.wait():
        raise Failure("the functions could not be built; see the error above")


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


def start_emulator(cloud: Cloud, hosts: list[str], variables: dict[str, str]) -> None:
    """Starts the emulator, with Terraform's state in its S3, so that the state ends with the cloud that it describes.

    Its bucket is the one that terraform/bootstrap creates in an account, so that scripts/deploy local can continue with it.
    """
    import boto3

    routes, endpoint, compute = cloud.urls
    with step(f"starting the AWS emulator on {endpoint}"):
        start(cloud, "emulator", [sys.executable, str(SCRIPTS / "local-cloud/emulator/emulator.py"), "--port", str(cloud.ports[1]),
                                  "--gateway", routes, "--compute", compute, "--changes", str(cloud.changes), *hosts], variables)
        wait_for(cloud, "emulator", cloud.ports[1])
        with aws.errors_reported():
            boto3.client("s3").create_bucket(Bucket=terraform.BUCKET.format(account=ACCOUNT))
    terraform.init("local", ACCOUNT, REGION)


def start_local_cloud(cloud: Cloud, options: list[str], variables: dict[str, str]) -> None:
    with step(f"starting the local cloud on {cloud.url}"):
        publish_local_cloud(cloud)
        start(cloud, "local-cloud", [str(cloud.state / "bin/LocalCloud"), "--gateway-port", str(cloud.port),
                                     "--compute-port", str(cloud.ports[2]), "--aws-endpoint", cloud.urls[1], "--function-prefix", FUNCTION_PREFIX,
                                     "--issuer-path", ISSUER_PATH, "--directory", str(cloud.state), *options], variables)
        wait_for(cloud, "local-cloud", cloud.port)


def publish_local_cloud(cloud: Cloud) -> None:
    """Makes a separate copy of the program, because a build for another cloud must not change a running program."""
    with own_programs.published("local-cloud", "emulator") as program:
        shutil.copytree(program, cloud.state / "bin")


def start(cloud: Cloud, part: str, command: list[str], variables: dict[str, str]) -> None:
    """Starts a part in its own session, identified by its environment variables (see marked.py).

    Secrets are environment variables too, because other users of the machine can read arguments.
    """
    marks = {"QUICKCHANGE_CLOUD": str(cloud.state), "QUICKCHANGE_PART": part}
    with (cloud.state / f"{part}.log").open("a") as log:
        subprocess.Popen(command, env=variables | marks, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)


def await_routes(cloud: Cloud) -> None:
    """Waits until the gateway serves the deployed API."""
    wait_for(cloud, "local-cloud", cloud.port, f"{urlsplit((cloud.state / 'base_url').read_text()).path}/")


def report(cloud: Cloud) -> str:
    called = [route for route in routes(FUNCTIONS) if route.success]
    calls = "\n".join(f"  {curl(cloud, route, route.success)}" for route in called if route.success)
    signed = any(route.authorization == "iam" for route in called)
    key = f"\nFor signed requests, load the cloud's key first:\n\n  source {cloud.local_env.relative_to(ROOT)}\n" if signed else ""
    return f"""
The routes are served on {cloud.url}/Prod. Try:

{calls}
{key}
Logs of the functions: {cloud.state.relative_to(ROOT)}/logs/, and in CloudWatch Logs:

  scripts/logs {next(iter(builds.names()), "FUNCTION")}{cloud.option}
"""


def curl(cloud: Cloud, route: Route, call: Call) -> str:
    method = "" if call.method in ("GET", "ANY") else f" -X {call.method}"
    body = "" if call.body is None else f" -d {shlex.quote(json.dumps(call.body, separators=(',', ':')))}"
    headers, query = proof(cloud, route)
    parameters = f'"{"&" if "?" in call.path else "?"}{query}"' if query else ""
    return f"curl -s{method}{headers} {shlex.quote(f'{cloud.url}/Prod{call.path}')}{parameters}{body}"


def proof(cloud: Cloud, route: Route) -> tuple[str, str]:
    """The options of curl, and the query, that prove the right to call a route."""
    match route.authorization:
        case "none":
            return "", ""
        case "iam":
            return f' --aws-sigv4 aws:amz:{REGION}:execute-api --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"', ""
        case "jwt":
            scope = f" --scope {shlex.quote(route.scopes[0])}" if route.scopes else ""
            return f' -H "Authorization: Bearer $(scripts/token{scope}{cloud.option})"', ""
        case _:
            key = f"$(scripts/keys add me{cloud.option})" if route.takes_keys else "…"
            headers = "".join(f' -H "{name}: {key}"' for kind, name in sent(route) if kind == "header")
            return headers, "&".join(f"{name}={key}" for kind, name in sent(route) if kind == "querystring")
