import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common import builds, cloud, locks
from tools.common.cloud import Cloud
from tools.common.command import Failure
from tools.common.repository import ROOT
from tools.watch import command


class WatchTests(unittest.TestCase):
    def setUp(self) -> None:
        self.served = mock.Mock(spec=Cloud, port=4321, url="http://127.0.0.1:4321", option=" --port 4321")
        self.served.runs.return_value = True
        self.enterContext(mock.patch.object(cloud, "find", return_value=self.served))
        self.enterContext(mock.patch.object(command, "prepare"))
        self.enterContext(mock.patch.object(command, "program_for", return_value="/the/program"))
        self.enterContext(mock.patch.object(command, "say"))
        self.enterContext(mock.patch.object(locks, "ARTIFACTS", Path(self.enterContext(TemporaryDirectory()))))
        self.executed = self.enterContext(mock.patch.object(command.os, "execv"))

    def run_with(self, *words: str) -> list[str]:
        with mock.patch("sys.argv", ["scripts/watch", *words]):
            command.main()
        return self.executed.call_args.args[1]

    def test_all_functions_are_watched_unless_some_are_named(self) -> None:
        name = builds.names()[0]

        self.assertEqual(self.run_with()[4::2], builds.names())
        self.enterContext(mock.patch.object(locks, "hold", return_value=True))
        program, root, port, build, *function = self.run_with(name, name, "--no-build")

        self.assertEqual((program, root, port, build), ("/the/program", str(ROOT), "4321", "no-build"))
        self.assertEqual(function, [name, str(next((ROOT / "functions" / name).glob("*.csproj")))])

    def test_it_needs_a_cloud_and_says_how_to_start_it(self) -> None:
        self.served.runs.return_value = False

        with self.assertRaisesRegex(Failure, r"no cloud is running on http://127.0.0.1:4321; run scripts/up --port 4321 first"):
            self.run_with()

    def test_an_unknown_function_is_named(self) -> None:
        with self.assertRaisesRegex(Failure, "function 'nothing' doesn't exist"):
            self.run_with("nothing")

    def test_only_one_serves_a_cloud(self) -> None:
        self.run_with()

        with self.assertRaisesRegex(Failure, "another scripts/watch serves on http://127.0.0.1:4321"):
            self.run_with()
