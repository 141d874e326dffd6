"""Deploys to an environment in the AWS account of the shell's credentials, or to local, the cloud that scripts/up runs.

It builds what isn't up to date, shows a plan and asks for approval, applies exactly that plan, and calls every route
(scripts/smoke). If a route doesn't answer as expected, it rolls back the functions to their previous versions and fails.
"""

import argparse
import re
from pathlib import Path

from tools.common import aws, cloud
from tools.common.arguments import Parser
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.deploy import account, bootstrap, destinations, manifest, turn, zips
from tools.deploy.deployment import Deployment
from tools.deploy.terraform_steps import Steps

VARIABLES = """\
The variables of terraform/ come from terraform/environments/ENVIRONMENT.tfvars, if it exists, and from TF_VAR_…, as in
Terraform. Zips are for arm64 unless TF_VAR_architecture is x86_64. Environments whose names end in a number, such as
preview-12, share the roles, the permissions boundary and the .tfvars of preview.
"""


def main() -> int:
    options = arguments()
    prepare("deploy")
    with aws.errors_reported():
        deploy(options)
    return 0


def deploy(options: argparse.Namespace) -> None:
    to = destinations.enter(options.environment, options.port)
    with turn.take(to, options.wait) as lock:
        if to.cloud:
            bootstrap.apply(to, to.cloud)
        if options.apply:
            manifest.check(options.apply, to, manifest.commit())
        client = aws.local(to.cloud.port) if to.cloud else aws.account()
        found = account.check(client, to.kind)
        if not (options.apply or options.destroy or options.unlock):
            # Terraform doesn't build zips: a saved plan uses those of the run that made it, even if sources are newer.
            zips.build(to.arch, only_missing=bool(options.plan))
        steps = Steps(to, found, options.wait, lock)
        steps.init()
        if options.unlock:
            steps.unlock(options.unlock)
            return
        steps.restore_state()
        deployment = Deployment(to, client, found, steps, options.yes)
        if options.plan:
            deployment.plan_for_later(options.plan)
        elif options.destroy:
            deployment.destroy()
        else:
            deployment.release(options.apply)


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__, epilog=VARIABLES)
    parser.add_argument("environment", metavar="ENVIRONMENT", type=environment, help="such as dev, production or local")
    parser.add_argument("--yes", action="store_true", help="apply without asking for approval.")
    parser.add_argument("--wait", metavar="DURATION", type=duration, default="5m",
                        help="how long to wait for another deployment to the environment: 30s, 5m (the default).")
    cloud.add_port(parser, "the port of the local cloud's routes; the default is the newest cloud.", default=None)
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--plan", metavar="FOLDER", type=folder,
                       help="only plan: write plan, plan.txt, plan.json and manifest.json to FOLDER.")
    modes.add_argument("--apply", metavar="FOLDER", type=folder,
                       help="apply the plan in FOLDER, if it was made from this commit, for this environment, with these zips, and nothing "
                            "has been deployed since.")
    modes.add_argument("--destroy", action="store_true",
                       help="destroy everything that was deployed. Tables, and a bucket that contains files, can only be destroyed after a deployment "
                            "with TF_VAR_deletion_protection=false.")
    modes.add_argument("--unlock", metavar="ID", help="remove the lock of a deployment that was aborted.")
    options = parser.parse_args()
    if options.port is not None and options.environment != "local":
        raise Failure("--port is valid only for the local environment")
    return options


def environment(text: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9-]{0,15}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a valid environment name, such as dev, production or local")
    return text


def duration(text: str) -> str:
    if not re.fullmatch("[0-9]{1,6}[smh]", text):
        raise argparse.ArgumentTypeError(f"must be a number and s, m or h, such as 5m, not '{text}'")
    return text


def folder(text: str) -> Path:
    return Path(text).resolve()
