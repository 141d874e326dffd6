"""Checks that an environment can be deployed to: credentials, the bucket of Terraform's state, the environment's boundary.

Prints the account, the region and the ARN of the permissions boundary, which terraform/bootstrap made.
"""

import argparse
import re
import sys
from typing import Any

from tools.common import aws
from tools.common.command import Failure
from botocore.exceptions import ClientError, CredentialRetrievalError, SSOTokenLoadError, TokenRetrievalError, UnauthorizedSSOTokenError

LOG_IN = "sign in with: aws sso login, or set AWS_PROFILE to a profile that works"
UNKNOWN_KEYS = ("AuthFailure", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId", "SignatureDoesNotMatch", "UnrecognizedClientException")
BOOTSTRAP = """an administrator of the account makes it once:
  terraform -chdir=terraform/bootstrap init -lockfile=readonly
  terraform -chdir=terraform/bootstrap apply -var repository=OWNER/NAME
docs/deploying.md has the rest"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    aws.add_arguments(parser)
    options = parser.parse_args()
    client = aws.connect(options)
    identity = caller(client)
    account, partition = identity["Account"], identity["Arn"].split(":")[1]
    print(f"account {account}, as {identity['Arn']}", file=sys.stderr)
    check_bucket(client, f"quickchange-terraform-state-{account}")
    boundary = f"arn:{partition}:iam::{account}:policy/github-quickchange-{options.environment}-workload"
    check_boundary(client, boundary, options.environment)
    print(account, client("s3").meta.region_name, boundary)
    return 0


def caller(client: Any) -> dict[str, str]:
    try:
        return client("sts").get_caller_identity()
    except ClientError as error:
        if code(error) in UNKNOWN_KEYS:
            raise Failure(f"AWS does not take these credentials ({code(error)}); {LOG_IN}") from None
        raise
    except (CredentialRetrievalError, SSOTokenLoadError, TokenRetrievalError, UnauthorizedSSOTokenError) as error:
        raise Failure(f"{error}; {LOG_IN}") from None


def check_bucket(client: Any, bucket: str) -> None:
    s3 = client("s3")
    try:
        region = s3.head_bucket(Bucket=bucket).get("BucketRegion", s3.meta.region_name)
    except ClientError as error:
        if code(error) == "404":
            raise Failure(f"there is no bucket {bucket} for Terraform's state; {BOOTSTRAP}") from None
        raise Failure(f"the bucket {bucket} can't be read with these credentials ({code(error)})") from None
    if region != s3.meta.region_name:
        raise Failure(f"the bucket {bucket} is in {region}; set AWS_REGION={region}")


def check_boundary(client: Any, boundary: str, environment: str) -> None:
    try:
        client("iam").get_policy(PolicyArn=boundary)
    except ClientError as error:
        # A role of the workflows may not look; Terraform will say so if it is not there.
        if not re.match("AccessDenied", code(error)):
            raise Failure(f"terraform/bootstrap does not know the environment {environment} in this account: there is no policy "
                              f"{boundary}; apply it again with this one among its environments") from None


def code(error: ClientError) -> str:
    return error.response["Error"]["Code"]


if __name__ == "__main__":
    with aws.errors_reported():
        sys.exit(main())
