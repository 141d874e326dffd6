import sys
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from flask import Flask
from moto.iam.exceptions import NoSuchEntity
from moto.sts.models import STSBackend
from patches import object_events

SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0"}


class PrincipalTests(unittest.TestCase):
    def principal(self, problem: Exception | None = None) -> str:
        answer = mock.Mock(side_effect=lambda *_: self.find(problem))
        with Flask(__name__).test_request_context(headers=SIGNED), mock.patch.object(STSBackend, "get_caller_identity", answer):
            return object_events.principal()

    def find(self, problem: Exception | None) -> tuple[str, str, str]:
        if problem:
            raise problem
        return "AIDAEXAMPLE", "arn", "123456789012"

    def test_it_is_the_caller(self) -> None:
        self.assertEqual(self.principal(), "AWS:AIDAEXAMPLE")

    def test_without_a_caller_it_is_the_owner_of_the_bucket(self) -> None:
        self.assertEqual(object_events.principal(), object_events.OWNER)
        with Flask(__name__).test_request_context():
            self.assertEqual(object_events.principal(), object_events.OWNER)

    def test_while_a_user_is_being_deleted_it_is_the_owner_of_the_bucket(self) -> None:
        self.assertEqual(self.principal(NoSuchEntity("no user")), object_events.OWNER)

    def test_a_mistake_is_not_hidden(self) -> None:
        self.assertRaises(KeyError, self.principal, KeyError("aws"))
