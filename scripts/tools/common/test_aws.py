import subprocess
import unittest

from tools.common.environments import ROOT, environment

# No file of the person's, and no metadata server, gives credentials.
NOWHERE = {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null", "AWS_EC2_METADATA_DISABLED": "true"}


class AccountTests(unittest.TestCase):
    def refusal(self, *arguments: str, **variables: str) -> str:
        answer = subprocess.run([ROOT / "scripts/logs", "change", *arguments], env=environment(**NOWHERE, **variables),
                                capture_output=True, text=True, check=False)
        self.assertEqual((answer.returncode, answer.stdout), (1, ""))
        return answer.stderr

    def test_no_credentials(self) -> None:
        self.assertIn("there are no AWS credentials; set AWS_PROFILE", self.refusal("--environment", "prod"))

    def test_no_region(self) -> None:
        keys = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"}
        self.assertEqual(self.refusal("--environment", "prod", **keys), "logs: there is no AWS region; set AWS_REGION\n")

    def test_credentials_of_the_local_cloud_are_not_for_aws(self) -> None:
        for keys in ({"AWS_ACCESS_KEY_ID": "LOCAL0123456789ABCDEF"}, {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_ENDPOINT_URL": "http://127.0.0.1:3001"}):
            with self.subTest(keys):
                self.assertIn("set up for the local cloud", self.refusal("--environment", "prod", AWS_SECRET_ACCESS_KEY="x", AWS_REGION="us-east-1", **keys))

    def test_a_profile_that_is_not_there(self) -> None:
        self.assertEqual(self.refusal("--environment", "prod", AWS_PROFILE="none"), "logs: The config profile (none) could not be found\n")

    def test_port_is_of_the_local_cloud(self) -> None:
        self.assertIn("--port goes with the local environment only", self.refusal("--environment", "prod", "--port", "3000"))
