import json
import unittest
from typing import Any

import botocore.session
from botocore.stub import Stubber

from tools.common import aws
from tools.common.command import Failure
from tools.common.environments import EnvironmentTests, emulators
from tools.deploy import account

BUCKET = "quickchange-terraform-state-123456789012"
BOUNDARY = "arn:aws:iam::123456789012:policy/github-quickchange-local-workload"


class AccountTests(EnvironmentTests):
    def check(self) -> account.Account:
        return account.check(aws.local(self.port), "local")

    def refusal(self) -> str:
        with self.assertRaises(Failure) as refused:
            self.check()
        return str(refused.exception)

    def make_bucket(self, **where: Any) -> None:
        emulators.client("s3", self.url).create_bucket(Bucket=BUCKET, **where)

    def test_without_the_bucket_of_the_state_it_says_what_to_run(self) -> None:
        refusal = self.refusal()

        self.assertIn(f"the bucket {BUCKET} for Terraform's state doesn't exist", refusal)
        self.assertIn("terraform -chdir=terraform/bootstrap apply -var repository=OWNER/NAME", refusal)

    def test_a_bucket_of_another_region_names_it(self) -> None:
        self.make_bucket(CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})

        self.assertIn(f"the bucket {BUCKET} is in eu-west-1; set AWS_REGION=eu-west-1", self.refusal())

    def test_an_environment_that_bootstrap_does_not_know_is_told(self) -> None:
        self.make_bucket()

        self.assertIn("terraform/bootstrap has no environment local in this account", self.refusal())

    def test_it_tells_account_region_and_boundary(self) -> None:
        self.make_bucket()
        policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]})
        emulators.client("iam", self.url).create_policy(PolicyName=BOUNDARY.rpartition("/")[2], PolicyDocument=policy)

        self.assertEqual(self.check(), account.Account("123456789012", "us-east-1", BOUNDARY))


class RefusedTests(unittest.TestCase):
    """Errors of AWS that the emulator doesn't have."""

    def client(self, service: str, operation: str, code: str) -> Any:
        client = botocore.session.get_session().create_client(
            service, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
        stubber = self.enterContext(Stubber(client))
        stubber.add_client_error(operation, code)
        return lambda _: client

    def test_expired_credentials_say_how_to_sign_in(self) -> None:
        with self.assertRaisesRegex(Failure, r"AWS rejects these credentials \(ExpiredToken\); sign in with: aws sso login"):
            account.caller(self.client("sts", "get_caller_identity", "ExpiredToken"))

    def test_a_bucket_that_is_closed_to_these_credentials(self) -> None:
        with self.assertRaisesRegex(Failure, rf"the bucket {BUCKET} can't be read with these credentials \(403\)"):
            account.check_bucket(self.client("s3", "head_bucket", "403"), BUCKET)

    def test_who_may_not_see_the_boundary_goes_on(self) -> None:
        account.check_boundary(self.client("iam", "get_policy", "AccessDenied"), BOUNDARY, "local")
