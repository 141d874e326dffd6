import argparse
import os
import shutil
import unittest
from unittest import mock

from tools.common import cloud
from tools.common.cloud import Cloud

# Lower than the ports that tests of clouds use.
PORT = 1024


class CloudTests(unittest.TestCase):
    def test_a_process_gets_what_a_shell_gets_from_local_env(self) -> None:
        self.addCleanup(shutil.rmtree, Cloud(PORT).state)
        Cloud(PORT).state.mkdir(parents=True)
        Cloud(PORT).local_env.write_text("# a comment, unset HOME\nunset GONE MISSING\nexport A=1 B='two words'\n")

        with mock.patch.dict(os.environ, {"GONE": "x", "A": "x", "LEFT": "x"}):
            Cloud(PORT).enter()

            self.assertEqual([os.environ.get(name) for name in ("A", "B", "GONE", "MISSING", "LEFT")], ["1", "two words", None, None, "x"])

    def test_only_a_port_with_two_after_it_is_one(self) -> None:
        self.assertEqual([cloud.port_number(text) for text in ("1024", "65533")], [1024, 65533])
        for text in ("1023", "65534", "3000 ", "٣٠٠٠", "x", ""):
            with self.subTest(text), self.assertRaisesRegex(argparse.ArgumentTypeError, "must be a number from 1024 to 65533"):
                cloud.port_number(text)

    def test_only_a_cloud_on_another_port_needs_an_option(self) -> None:
        self.assertEqual([Cloud(port).option for port in (3000, 3003)], ["", " --port 3003"])
