"""Checks the prerequisites of a deployment: credentials, the bucket for Terraform's state, the environment's boundary."""

import re
import sys
from dataclasses import dataclass
from typing import Any

from tools.common import aws, terraform
from tools.common.command import Failure
from tools.common.repository import NAME

LOG_IN = "sign in with: aws sso login, or set AWS_PROFILE to a profile that works"
UNKNOWN_KEYS = ("AuthFailure", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "SignatureDoesNotMatch",
                "UnrecognizedClientException")
BOOTSTRAP = """an administrator of the account creates it once:
  terraform -chdir=terraform/bootstrap init -lockfile=readonly
  terraform -chdir=terraform/bootstrap apply -var repository=OWNER/NAME
see docs/deploying.md"""


@dataclass(frozen=True)
class Account:
    number: str
    region: str
    # The ARN of the permissions boundary that terraform/bootstrap created.
    boundary: str


def check(client: aws.Client, environment: str) -> Account:
    """Raises Failure with a remedy, or an exception of boto3."""
    identity = caller(client)
    number, partition = identity["Account"], identity["Arn"].split(":")[1]
    print(f"account {number}, as {identity['Arn']}", file=sys.stderr)
    check_bucket(client, terraform.BUCKET.format(account=number))
    boundary = f"arn:{partition}:iam::{number}:policy/github-{NAME}-{environment}-workload"
    check_boundary(client, boundary, environment)
    return Account(number, client("s3").meta.region_name, boundary)


def caller(client: aws.Client) -> dict[str, str]:
    from botocore.exceptions import ClientError, CredentialRetrievalError, SSOTokenLoadError, TokenRetrievalError, UnauthorizedSSOTokenError

    try:
        return client("sts").get_caller_identity()
    except ClientError as error:
        if code(error) in UNKNOWN_KEYS:
            raise Failure(f"AWS rejects these credentials ({code(error)}); {LOG_IN}") from None
        raise
    except (CredentialRetrievalError, SSOTokenLoadError, TokenRetrievalError, UnauthorizedSSOTokenError) as error:
        raise Failure(f"{error}; {LOG_IN}") from None


def check_bucket(client: aws.Client, bucket: str) -> None:
    from botocore.exceptions import ClientError

    s3 = client("s3")
    try:
        region = s3.head_bucket(Bucket=bucket).get("BucketRegion", s3.meta.region_name)
    except ClientError as error:
        if code(error) == "404":
            raise Failure(f"the bucket {bucket} for Terraform's state doesn't exist; {BOOTSTRAP}") from None
        raise Failure(f"the bucket {bucket} can't be read with these credentials ({code(error)})") from None
    if region != s3.meta.region_name:
        raise Failure(f"the bucket {bucket} is in {region}; set AWS_REGION={region}")


def check_boundary(client: aws.Client, boundary: str, environment: str) -> None:
    from botocore.exceptions import ClientError

    try:
        client("iam").get_policy(PolicyArn=boundary)
    except ClientError as error:
        # The workflows' roles have no permission to check; Terraform reports an error if it doesn't exist.
        if not re.match("AccessDenied", code(error)):
            raise Failure(f"terraform/bootstrap has no environment {environment} in this account: there is no policy "
                              f"{boundary}; add the environment to its variable environments, and apply it again") from None


def code(error: Any) -> str:
    return error.response["Error"]["Code"]
