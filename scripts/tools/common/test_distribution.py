"""A build reports if its bytes will differ from a release's."""

import os
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common import distribution

DEBIAN_12 = {"PRETTY_NAME": "Debian GNU/Linux 12 (bookworm)", "VERSION_ID": "12", "ID": "debian"}
DEBIAN_13 = {"PRETTY_NAME": "Debian GNU/Linux 13 (trixie)", "VERSION_ID": "13", "ID": "debian"}
# A rolling distribution has no VERSION_ID.
ARCH = {"PRETTY_NAME": "Arch Linux", "ID": "arch"}


class OtherBytesTests(unittest.TestCase):
    def other_bytes(self, arch: str, release: dict[str, str] | OSError, host: str = "x64") -> str:
        folder = Path(self.enterContext(TemporaryDirectory()))
        for name, output in {"gcc": "14.2.0", "ld": "GNU ld 2.44"}.items():
            (folder / name).write_text(f"#!/bin/sh\necho '{output}'\n")
            (folder / name).chmod(0o755)
        with mock.patch.dict(os.environ, PATH=f"{folder}:{os.environ['PATH']}"), mock.patch("os.confstr", return_value="glibc 2.41"), \
                mock.patch("platform.freedesktop_os_release", side_effect=[release]), mock.patch("tools.common.processors.HOST", host):
            return distribution.other_bytes(arch)

    def test_a_release_is_built_on_its_distribution_by_the_processor_that_it_is_for(self) -> None:
        self.assertEqual(self.other_bytes("x64", DEBIAN_12), "")
        self.assertEqual(self.other_bytes("arm64", DEBIAN_12, host="arm64"), "")

    def test_another_distribution_and_another_processor_link_other_bytes(self) -> None:
        tools = "with gcc 14.2.0, GNU ld 2.44 and glibc 2.41"
        trixie = f"this is Debian GNU/Linux 13 (trixie), {tools}"
        for arch, release, host, why in (
            ("x64", DEBIAN_13, "x64", trixie),
            ("x64", ARCH, "x64", f"this is Arch Linux, {tools}"),
            ("x64", OSError(), "x64", f"this is a distribution without /etc/os-release, {tools}"),
            ("arm64", DEBIAN_12, "x64", "an x64 machine links for arm64 with clang and lld"),
            ("x64", DEBIAN_13, "arm64", f"{trixie}, and an arm64 machine links for x64 with clang and lld"),
        ):
            with self.subTest(why):
                self.assertEqual(
                    self.other_bytes(arch, release, host),
                    f"the bytes for linux-{arch} will differ from a release's, which gcc links on debian 12 for {arch}: {why}")
