"""Connects to the AWS endpoint of an environment: the local cloud's emulator, or the account of the shell's credentials.

boto3 is imported only where it is used, because preparation.py may have to fetch it first.
"""

import argparse
import os
import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from tools.common import cloud
from tools.common.command import Failure

# Creates a boto3 client for a service, with further settings of botocore.config.Config.
Client = Callable[..., Any]

# Access keys that scripts/up creates begin with this; AWS's never do.
LOCAL_KEY = "LOCAL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--environment", metavar="ENV", default="local", type=environment_name,
                        help="local (the default), or an environment in the AWS account of the shell's credentials")
    cloud.add_port(parser, "the port of the local cloud's routes; the default is the newest cloud", default=None)


def environment_name(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a valid environment name")
    return text


def connect(options: argparse.Namespace) -> Client:
    """A function that creates boto3 clients. Raises Failure if there is no cloud, or no credentials."""
    if options.environment == "local":
        return local(options.port)
    if options.port is not None:
        raise Failure("--port is valid only for the local environment")
    return account()


def local(port: int | None) -> Client:
    import boto3
    from botocore.config import Config

    found = cloud.find(port)
    variables = found.variables()
    url = urlsplit(variables["AWS_ENDPOINT_URL"])
    with socket.socket() as probe:
        if probe.connect_ex((url.hostname, url.port)) != 0:
            raise Failure(f"the local cloud with the endpoint {url.geturl()} isn't running; start it with scripts/up{found.option}")

    # A profile that doesn't exist would be an error in boto3, although it isn't used.
    os.environ.pop("AWS_PROFILE", None)
    return lambda service, **settings: boto3.client(
        service,
        endpoint_url=url.geturl(),
        region_name=variables["AWS_REGION"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        config=Config(proxies={}, **settings),
    )


def account() -> Client:
    import boto3
    from botocore.config import Config

    session = boto3.Session()
    credentials = session.get_credentials()
    if credentials is None:
        raise Failure("no AWS credentials were found; set AWS_PROFILE, or sign in with: aws sso login")
    endpoint = urlsplit(os.environ.get("AWS_ENDPOINT_URL", "")).hostname
    if credentials.access_key.startswith(LOCAL_KEY) or endpoint in ("127.0.0.1", "localhost"):
        raise Failure("this shell is configured for the local cloud (local.env); use another shell for AWS")
    # boto3 itself reads only AWS_DEFAULT_REGION.
    region = os.environ.get("AWS_REGION") or session.region_name
    if not region:
        raise Failure("no AWS Region is set; set AWS_REGION")
    return lambda service, **settings: session.client(service, region_name=region, config=Config(**settings))


@contextmanager
def errors_reported() -> Iterator[None]:
    """Raises Failure for requests that AWS rejects or that boto3 can't send."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise Failure(str(error)) from error
