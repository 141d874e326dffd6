"""Creates the prerequisites of a function: a zip and a role."""

import io
import json
import zipfile
from typing import Any

from emulators import client

# What Lambda needs to read a queue for a function.
READ_QUEUES = {"Effect": "Allow", "Action": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], "Resource": "*"}
TRUST = {"Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}


def zip_of(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # A fixed time, so that the same text produces the same zip.
        archive.writestr(zipfile.ZipInfo("bootstrap"), text)
    return buffer.getvalue()


def make_role(url: str, name: str, *statements: dict[str, Any]) -> str:
    iam = client("iam", url)
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
    if statements:
        policy = {"Version": "2012-10-17", "Statement": statements}
        iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(policy))
    return role["Role"]["Arn"]


def let_in(url: str, function: str, service: str, **more: Any) -> None:
    """Lets an AWS service invoke a function."""
    client("lambda", url).add_permission(
        FunctionName=function, StatementId=service, Action="lambda:InvokeFunction", Principal=f"{service}.amazonaws.com", **more)


def make_function(url: str, name: str, **settings: Any) -> dict[str, Any]:
    return client("lambda", url).create_function(
        FunctionName=name,
        Role=make_role(url, f"{name}-role", READ_QUEUES),
        Runtime="provided.al2023",
        Handler="bootstrap",
        Code={"ZipFile": zip_of("one")},
        **settings,
    )
