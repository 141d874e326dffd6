import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.deploy import served

# The SHA-256 of "zip".
HASH = "SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I="
SETTINGS = {"CodeSha256": HASH, "MemorySize": 128}


def function(name: str, code: str = HASH, kind: str = "aws_lambda_function") -> dict[str, Any]:
    attributes = {"function_name": f"quickchange-dev-{name}", "source_code_hash": code, "version": "3"}
    return {"type": kind, "module": f'module.function["{name}"]', "instances": [{"attributes": attributes}]}


def state(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"serial": 4, "lineage": "x", "resources": [*resources, {"type": "aws_sns_topic", "instances": []}]}


class Lambda:
    """Returns the settings of the alias live and of $LATEST of a function."""

    class exceptions:
        class ResourceNotFoundException(Exception):
            pass

    def __init__(self, functions: dict[str, tuple[dict[str, Any], dict[str, Any]]]) -> None:
        self.functions = functions

    def get_function_configuration(self, FunctionName: str, Qualifier: str | None = None) -> dict[str, Any]:
        if FunctionName not in self.functions:
            raise self.exceptions.ResourceNotFoundException
        live, newest = self.functions[FunctionName]
        return live if Qualifier == "live" else newest


class UnservedTests(unittest.TestCase):
    def unserved(self, live: dict[str, Any], newest: dict[str, Any], code: str) -> list[str]:
        with TemporaryDirectory() as folder:
            for name in ("one", "gone"):
                Path(folder, f"{name}.zip").write_text("zip")
            client = Lambda({"quickchange-dev-one": (live, newest), "quickchange-dev-without_zip": (live, newest)})
            return list(served.unserved(client, state(function("one", code), function("gone"), function("without_zip")), Path(folder)))

    def test_other_code_than_the_state_says_and_settings_that_were_not_published_are_named(self) -> None:
        for live, newest, code, named in (
            (SETTINGS, SETTINGS, HASH, []),
            ({"CodeSha256": "other"}, SETTINGS, HASH, ["one"]),
            *((SETTINGS, SETTINGS | setting, HASH, ["one"])
              for setting in ({"MemorySize": 256}, {"Timeout": 9}, {"Environment": {"Variables": {"A": "b"}}})),
            # Another deployment has taken place since.
            ({"CodeSha256": "theirs"}, {"CodeSha256": "theirs"}, "theirs", []),
        ):
            with self.subTest(live=live, newest=newest):
                self.assertEqual(self.unserved(live, newest, code), named)

    def test_nothing_is_named_before_the_first_deployment(self) -> None:
        self.assertEqual(list(served.unserved(Lambda({}), {}, Path("/"))), [])


class ForgetTests(unittest.TestCase):
    def test_only_the_hashes_of_the_named_functions_go(self) -> None:
        before = state(function("one"), function("two"), function("one", kind="aws_lambda_alias"))

        forgotten = served.forget(before, ["one"])

        self.assertEqual((forgotten["serial"], forgotten["lineage"]), (5, "x"))
        hashes = [instance["attributes"]["source_code_hash"] for resource in forgotten["resources"] for instance in resource["instances"]]
        self.assertEqual(hashes, ["", HASH, HASH])
