import unittest
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common.command import Failure
from tools.common.repository import NAME
from tools.new_function import command


class NewFunctionTests(unittest.TestCase):
    def test_the_name_is_held_to_what_descriptors_are(self) -> None:
        longest = 64 - len(f"{NAME}--") - 16
        for name, event, good in (("tax-rate", "http", True), ("f" * longest, "queue", True), ("f" * (longest + 1), "http", False), ("a/b", "http", False),
                                  ("", "queue", False)):
            with self.subTest(name=name, event=event):
                self.assertEqual(good, not command.problems(name, event))

    def test_the_template_is_filled_and_nothing_else_is_left(self) -> None:
        functions = Path(self.enterContext(TemporaryDirectory()))
        with mock.patch.object(command, "FUNCTIONS", functions):
            command.make(command.TEMPLATES / "http", "tax-rate", "TaxRate")

        made = {str(file.relative_to(functions)): file.read_text() for file in functions.rglob("*") if file.is_file()}
        self.assertLessEqual({"tax-rate/TaxRate.csproj", "tax-rate/function.json", "tax-rate/tests/TaxRate.Tests.csproj"}, made.keys())
        for name, text in made.items():
            self.assertNotIn("{Name}", name + text)
            self.assertNotIn("{name}", text)
            self.assertNotIn("{authorization}", text)
        self.assertIn('"GET /tax-rate": { "authorization": "none" }', made["tax-rate/function.json"])

    def test_a_route_can_have_each_authorization(self) -> None:
        functions = Path(self.enterContext(TemporaryDirectory()))
        (functions / "door").mkdir()
        (functions / "door/function.json").write_text('{"authorizer": {"identity_sources": ["$request.header.x-api-key"]}}')
        self.enterContext(mock.patch.object(command, "FUNCTIONS", functions))
        for word in ("none", "iam", "jwt", "door"):
            with self.subTest(word):
                command.check_authorization(Namespace(name="tax-rate", event="http", authorization=word), "see")
        with self.assertRaisesRegex(Failure, '"nobody": no such function exists; the authorizers are door'):
            command.check_authorization(Namespace(name="tax-rate", event="http", authorization="nobody"), "see")
        with self.assertRaisesRegex(Failure, "--authorization is for a route"):
            command.check_authorization(Namespace(name="tax-rate", event="queue", authorization="jwt"), "see")
