"""Tests that a command checks its prerequisites before it starts anything, on machines that consist of stubs in PATH."""

import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from tools.common import debian_packages, preparation, processors
from tools.common import prerequisites as tools
from tools.common.command import Failure
from tools.common.repository import ROOT, TOOLS

# The files that a command reads before it starts anything.
COPIED = ("global.json", "project.json", "terraform/versions.tf", "scripts/local-cloud/emulator/requirements.txt")
# A command for these tests.
LOAD = """
from tools.common.preparation import prepare

def main():
    prepare("load")
    print("it went on")
    return 0
"""

# Programs in Debian's essential packages.
ESSENTIAL = ("bash", "dirname", "env", "id", "ln", "setpriv", "setsid")
APT_GET = """#!/usr/bin/env bash
# Creates the programs of the packages, except BROKEN; exits with APT_STATUS.
echo "$*" >>"$STUBS/../apt-get.log"
[[ $* == *" install "* ]] || exit 0
for word; do
  [[ $word != "${BROKEN:-}" ]] || echo "E: Unable to locate package $word"
  [[ $word =~ ^(wrk|python3)$ && $word != "${BROKEN:-}" ]] && ln -s "$(<"$STUBS/../$word")" "$STUBS/$word"
done
exit "${APT_STATUS:-0}"
"""
SUDO = '#!/usr/bin/env bash\nwhile [[ $1 == -* ]]; do shift; done\nexec "$@"\n'
TERRAFORM = '#!/usr/bin/env bash\necho "$*" >>"$STUBS/../terraform.log"\necho \'{"terraform_version":"VERSION"}\'\n'
# The calls of apt-get on a machine on which it can install packages.
UPDATE = "-q update"
INSTALL = "-q -oDPkg::Lock::Timeout=600 install -y --no-install-recommends"


class NeedsTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        self.stubs = self.folder / "bin"
        self.stubs.mkdir()
        for program in ESSENTIAL:
            (self.stubs / program).symlink_to(shutil.which(program) or f"/usr/bin/{program}")
        (self.stubs / "python3").symlink_to(sys.executable)
        for package, program in {"wrk": "/bin/true", "python3": sys.executable}.items():
            (self.folder / package).write_text(program)
        self.stub("apt-get", APT_GET)
        self.stub("sudo", SUDO)
        # A copy, because a script that isn't stopped would write to the checkout.
        self.checkout = self.folder / "checkout"
        shutil.copytree(TOOLS, self.checkout / "scripts/tools", ignore=shutil.ignore_patterns("__pycache__"))
        for name in COPIED:
            (self.checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, self.checkout / name)
        (self.checkout / "scripts/tools/stand_in").mkdir()
        (self.checkout / "scripts/tools/stand_in/command.py").write_text(LOAD)

    def stub(self, name: str, script: str) -> None:
        file = self.stubs / name
        file.write_text(script)
        file.chmod(0o755)

    def run_command(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        variables = {"PATH": str(self.stubs), "STUBS": str(self.stubs), "HOME": str(self.folder)} | variables
        return subprocess.run([self.checkout / "scripts/tools/run", *words], env=variables, capture_output=True, text=True, timeout=300)

    def calls_of(self, program: str) -> list[str]:
        log = self.folder / f"{program}.log"
        return log.read_text().splitlines() if log.exists() else []

    def test_all_that_is_missing_is_named_at_once_and_nothing_is_started(self) -> None:
        self.stub("terraform", TERRAFORM.replace("VERSION", "1.9.8"))

        ended = self.run_command("test", "lint", "terraform")

        self.assertEqual(1, ended.returncode)
        first, packages, sdk, terraform = ended.stderr.splitlines()
        self.assertEqual("test: nothing was started; install what is missing:", first)
        self.assertRegex(packages, r"^  (sudo )?apt-get update && (sudo )?apt-get install -y --no-install-recommends ")
        # Including the packages for downloading the others.
        self.assertLessEqual({"curl", "git", "procps", "shellcheck", "npm"}, set(packages.split()))
        self.assertRegex(sdk, r"the \.NET SDK 10\.0\.4xx, .*: curl .*dotnet-install\.sh .*/global\.json && export DOTNET_ROOT=")
        self.assertIn("Terraform 1.11 or later: ", terraform)
        self.assertEqual("", ended.stdout)
        # Nothing is installed, because the packages wouldn't be enough.
        self.assertEqual([], self.calls_of("apt-get"))
        self.assertEqual(["version -json"], self.calls_of("terraform"))
        self.assertFalse((self.checkout / "artifacts").exists())

    def test_a_Terraform_that_is_new_enough_will_do(self) -> None:
        for version in ("1.11.0", "1.12.0-beta1", "2.0.1"):
            with self.subTest(version):
                self.stub("terraform", TERRAFORM.replace("VERSION", version))

                self.assertNotIn("Terraform", self.run_command("test", "terraform").stderr)

    def test_packages_are_installed_in_one_go_and_that_is_said(self) -> None:
        ended = self.run_command("stand-in")

        self.assertEqual([UPDATE, f"{INSTALL} wrk"], self.calls_of("apt-get"))
        self.assertEqual("installing with apt-get (QUICKCHANGE_INSTALL=no prevents this): wrk", ended.stderr.splitlines()[0])
        self.assertEqual("it went on\n", ended.stdout)

    def test_where_it_is_forbidden_one_line_says_what_installs_them(self) -> None:
        for missing, packages in {"wrk": "wrk", "python3": "python3 python3-venv"}.items():
            with self.subTest(missing):
                (self.stubs / missing).unlink(missing_ok=True)

                ended = self.run_command("stand-in", QUICKCHANGE_INSTALL="no")

                self.assertEqual((1, ""), (ended.returncode, ended.stdout))
                self.assertRegex(ended.stderr, "^stand-in: nothing was started; install what is missing: (sudo )?apt-get update && "
                                               f"(sudo )?apt-get install -y --no-install-recommends {packages}\n$")
                self.assertEqual([], self.calls_of("apt-get"))

    def test_who_would_be_asked_for_a_password_is_not(self) -> None:
        for status, may in ((0, True), (1, False)):
            self.stub("sudo", f"#!/bin/sh\nexit {status}\n")
            with mock.patch("os.geteuid", return_value=1000), mock.patch.dict("os.environ", PATH=str(self.stubs)):
                self.assertEqual(may, debian_packages.may_install())

    def test_whether_the_tool_is_there_decides_not_whether_its_package_could_set_itself_up(self) -> None:
        self.assertEqual("it went on\n", self.run_command("stand-in", APT_STATUS="100").stdout)

    def test_a_package_that_was_not_installed_is_named_with_what_apt_get_says(self) -> None:
        ended = self.run_command("stand-in", APT_STATUS="100", BROKEN="wrk")

        self.assertEqual(1, ended.returncode)
        self.assertIn("E: Unable to locate package wrk", ended.stderr)
        self.assertRegex(ended.stderr.splitlines()[-1], r"--no-install-recommends wrk$")
        self.assertEqual(2, len(self.calls_of("apt-get")))

    def test_on_another_distribution_nothing_is_tried(self) -> None:
        (self.stubs / "apt-get").unlink()
        for missing, words in {"wrk": "wrk; on Debian and Ubuntu, they are in these packages: wrk",
                               "python3": "Python 3.11 or later, https://www.python.org/downloads"}.items():
            with self.subTest(missing):
                (self.stubs / missing).unlink(missing_ok=True)

                ended = self.run_command("stand-in")

                self.assertEqual(1, ended.returncode)
                self.assertEqual(f"stand-in: nothing was started; install what is missing: {words}\n", ended.stderr)

    def test_Python_is_installed_first(self) -> None:
        (self.stubs / "python3").unlink()

        ended = self.run_command("stand-in")

        self.assertEqual(4, len(self.calls_of("apt-get")))
        self.assertEqual("it went on\n", ended.stdout)

    def test_another_system_gets_one_sentence(self) -> None:
        for system, machine, glibc, maxsize, kind in (
            ("Darwin", "arm64", None, 2**63 - 1, "64-bit macOS arm64 without glibc"),
            ("Linux", "x86_64", "", 2**63 - 1, "64-bit Linux x86_64 without glibc"),
            ("Linux", "armv7l", "glibc 2.36", 2**31 - 1, "32-bit Linux armv7l"),
            ("Linux", "x86_64", "glibc 2.36", 2**31 - 1, "32-bit Linux x86_64"),
            ("Linux", "riscv64", "glibc 2.36", 2**63 - 1, "64-bit Linux riscv64"),
        ):
            with self.subTest(kind), mock.patch("platform.system", return_value=system), mock.patch("platform.machine", return_value=machine), \
                    mock.patch("os.confstr", side_effect=ValueError if glibc is None else None, return_value=glibc), mock.patch("sys.maxsize", maxsize), \
                    mock.patch.object(processors, "HOST", processors.supported()), self.assertRaisesRegex(Failure, f"; this machine is {kind}$"):
                processors.host()

    def test_a_checkout_in_a_folder_where_NET_cannot_build_is_refused(self) -> None:
        for path in ("/home/o'brien/q", "/srv/a;b", "/srv/100%", "/srv/$x"):
            with self.subTest(path), self.assertRaisesRegex(Failure, "move it to another folder"):
                preparation.check_path(path)
        preparation.check_path("/home/é (copy) #1/a_b-c.d@e+f")

    def test_Terraform_comes_from_the_archive_of_this_release(self) -> None:
        for release, words in (
            ({"ID": "debian", "VERSION_CODENAME": "bookworm"}, " bookworm main"),
            ({"ID": "linuxmint", "VERSION_CODENAME": "xia", "UBUNTU_CODENAME": "noble"}, " noble main"),
            ({"ID": "fedora", "VERSION_CODENAME": ""}, "^https://developer.hashicorp.com/"),
        ):
            with mock.patch.object(debian_packages, "os_release", return_value=release):
                self.assertRegex(tools.terraform_line(), words)

    def test_what_holds_the_package_lists_is_waited_for(self) -> None:
        said = iter(["E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)", "Reading package lists..."])
        with mock.patch.object(debian_packages, "apt_get", side_effect=lambda *words: next(said)), mock.patch("time.sleep") as sleep:
            self.assertEqual("Reading package lists...", debian_packages.update())
        sleep.assert_called_once()

    def test_every_command_names_jobs_that_there_are(self) -> None:
        text = "".join(file.read_text() for file in TOOLS.glob("*/command.py"))
        named = {word for words in re.findall(r"\bprepare\((.*)\)", text) for word in re.findall(r'"([a-z-]+)"', words)}

        self.assertLess({"logs", "new-function", "order", "sbom"}, named)
        self.assertLessEqual(named, tools.JOBS.keys())

    def test_only_what_links_for_the_other_processor_is_a_cross_compiler(self) -> None:
        crosses = {arch: tools.cross(arch) for arch in ("x64", "arm64")}

        self.assertEqual((), crosses.pop(tools.HOST or ""))
        packages = [package for tool in crosses.popitem()[1] for package in tool.packages]
        self.assertIn("clang", packages)
        self.assertEqual(1, sum(package.startswith("libc6-dev-") for package in packages))
