import subprocess
import unittest

from tools.common.environments import ROOT, environment

# Credentials must not come from the user's files or a metadata server.
NOWHERE = {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true"}


class AccountTests(unittest.TestCase):
    def test_what_is_missing_or_wrong_is_told(self) -> None:
        keys = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"}
        local = "this shell is configured for the local cloud (local.env); use another shell for AWS"
        for refusal, options, variables in (
            ("no AWS credentials were found; set AWS_PROFILE, or sign in with: aws sso login", [], {}),
            ("no AWS Region is set; set AWS_REGION", [], keys),
            (local, [], keys | {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "LOCAL0123456789ABCDEF"}),
            (local, [], keys | {"AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": "http://127.0.0.1:3001"}),
            ("The config profile (none) could not be found", [], {"AWS_PROFILE": "none"}),
            ("--port is valid only for the local environment", ["--port", "3000"], {}),
        ):
            with self.subTest(refusal, variables=variables):
                answer = subprocess.run([ROOT / "scripts/logs", "change", "--environment", "prod", *options],
                                        env=environment(**NOWHERE, **variables), capture_output=True, text=True)
                self.assertEqual((answer.returncode, answer.stdout, answer.stderr), (1, "", f"logs: {refusal}\n"))
