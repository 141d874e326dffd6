"""A build says where its bytes will differ from a release's."""

import os
import subprocess
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common.environments import ROOT

DEBIAN_12 = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n'
DEBIAN_13 = 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nID=debian\n'
# A rolling distribution has no VERSION_ID.
ARCH = 'PRETTY_NAME="Arch Linux"\nID=arch\n'


class OtherBytesTests(unittest.TestCase):
    def other_bytes(self, arch: str, os_release: str | None, machine: str = "x86_64") -> str:
        folder = Path(self.enterContext(TemporaryDirectory()))
        for name, output in {"uname": f"Linux {machine}", "gcc": "14.2.0", "ld": "GNU ld 2.44", "getconf": "glibc 2.41"}.items():
            (folder / name).write_text(f"#!/bin/sh\necho '{output}'\n")
            (folder / name).chmod(0o755)
        if os_release is not None:
            (folder / "os-release").write_text(os_release)
        script = 'set -euo pipefail; source "$0/scripts/lib/common.sh"; source "$0/scripts/lib/distribution.sh"; other_bytes "$@"'
        command = ["bash", "-c", script, ROOT, arch, folder / "os-release"]
        variables = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
        return subprocess.run(command, env=variables, check=True, capture_output=True, text=True).stdout

    def test_a_release_is_built_on_its_distribution_by_the_processor_that_it_is_for(self) -> None:
        self.assertEqual(self.other_bytes("x64", DEBIAN_12), "")
        self.assertEqual(self.other_bytes("arm64", DEBIAN_12, machine="aarch64"), "")

    def test_another_distribution_links_other_bytes(self) -> None:
        self.assertEqual(
            self.other_bytes("x64", DEBIAN_13),
            "the bytes for linux-x64 will differ from a release's, which gcc links on debian 12 for x64: "
            "this is Debian GNU/Linux 13 (trixie), with gcc 14.2.0, GNU ld 2.44 and glibc 2.41\n")
        self.assertIn("this is Arch Linux, with gcc", self.other_bytes("x64", ARCH))
        self.assertIn("this is a distribution without /etc/os-release, with gcc", self.other_bytes("x64", None))

    def test_another_processor_links_other_bytes(self) -> None:
        self.assertEqual(
            self.other_bytes("arm64", DEBIAN_12),
            "the bytes for linux-arm64 will differ from a release's, which gcc links on debian 12 for arm64: "
            "an x64 machine links for arm64 with clang and lld\n")

    def test_both_reasons_are_told(self) -> None:
        told = self.other_bytes("x64", DEBIAN_13, machine="aarch64")
        self.assertIn("this is Debian GNU/Linux 13 (trixie), with", told)
        self.assertTrue(told.endswith(", and an arm64 machine links for x64 with clang and lld\n"), told)


if __name__ == "__main__":
    unittest.main()
