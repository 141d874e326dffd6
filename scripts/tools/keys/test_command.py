import hashlib
import re
import time
from typing import Any

import boto3

from tools.common import api_keys
from tools.common.environments import EnvironmentTests
from tools.common.repository import NAME


class KeysTests(EnvironmentTests):
    def setUp(self) -> None:
        super().setUp()
        self.dynamo: Any = boto3.client("dynamodb", endpoint_url=self.url, region_name="us-east-1",
                                        aws_access_key_id="test", aws_secret_access_key="test")

    def make_table(self) -> None:
        self.dynamo.create_table(TableName=f"{NAME}-local-keys", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                                 AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])

    def items(self) -> list[dict[str, Any]]:
        return self.dynamo.scan(TableName=f"{NAME}-local-keys")["Items"]

    def test_a_key_is_printed_once_and_its_hash_is_stored(self) -> None:
        self.make_table()

        status, out, err = self.run_script("keys", "add", "a partner")

        key = out.strip()
        self.assertEqual(0, status, err)
        self.assertRegex(key, "^key_[0-9a-f]{16}_[0-9a-f]{64}$")
        item, = self.items()
        self.assertEqual(hashlib.sha256(key.encode()).digest(), item["hash"]["B"])
        self.assertEqual(("a partner", key.split("_")[1]), (item["name"]["S"], item["id"]["S"]))
        self.assertNotIn("expires_at", item)
        self.assertNotIn(key.split("_")[2], str(item))

    def test_keys_are_listed_and_revoked(self) -> None:
        self.make_table()
        keys = [self.run_script("keys", "add", name, *words)[1].strip() for name, *words in (("one",), ("two", "--days", "30"))]
        expires, = (int(item["expires_at"]["N"]) for item in self.items() if "expires_at" in item)
        self.assertAlmostEqual(time.time() + 30 * 24 * 60 * 60, expires, delta=120)

        _, out, _ = self.run_script("keys", "list")
        self.assertRegex(out, r"(?m)^[0-9a-f]{16}  created \d{4}-\d\d-\d\d  never expires +one$")
        self.assertRegex(out, r"(?m)^[0-9a-f]{16}  created \d{4}-\d\d-\d\d  expires \d{4}-\d\d-\d\d +two$")

        first, second = (api_keys.identifier_of(key) for key in keys)
        self.assertEqual((0, f"revoked {first}\n"), self.run_script("keys", "revoke", first)[:2])
        # The whole key is accepted too, because it is what its owner has.
        self.assertEqual((0, f"revoked {second}\n"), self.run_script("keys", "revoke", keys[1])[:2])
        self.assertEqual([], self.items())
        self.assertEqual((1, "", f"keys: there is no key {first} in {NAME}-local-keys\n"), self.run_script("keys", "revoke", first))

    def test_what_is_wrong_is_told(self) -> None:
        for words, problem in (
            (("add",), "the following arguments are required: NAME"),
            (("add", ""), "must have 1 to 64 printable characters"),
            (("add", "a\nb"), "must have 1 to 64 printable characters"),
            (("add", "a", "--days", "0"), "must be a number of days"),
            (("revoke", "one"), "'one' is not the ID of a key"),
            (("give",), "invalid choice"),
            (("list",), f"the table {NAME}-local-keys doesn't exist; deploy to this environment first"),
        ):
            with self.subTest(words):
                status, out, err = self.run_script("keys", *words)
                self.assertEqual((1, ""), (status, out))
                self.assertRegex(err, f"^keys: .*{re.escape(problem)}")
