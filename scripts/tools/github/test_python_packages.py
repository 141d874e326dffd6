"""Tests the versions and hashes of Python packages, with packages in a folder, a local PyPI, and a gh that records its calls."""

import io
import json
import os
import subprocess
import threading
import unittest
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from pip._vendor.packaging.requirements import Requirement

from tools.common import fetched, programs
from tools.common.command import Failure
from tools.github import python_packages

GH = '#!/bin/sh\necho "$*" >>"$CALLS"\n[ "$2" != list ] || echo "$FOUND"\n'


class PyPI(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        name, version = self.path.split("/")[2:4]
        found = name != "gone"
        self.send_response(200 if found else 404)
        self.end_headers()
        digests = [{"digests": {"sha256": f"{version}-{kind}"}} for kind in ("wheel", "source")]
        self.wfile.write(json.dumps({"urls": digests} if found else {}).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


class PythonPackagesTests(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))
        self.files = {packages: self.folder / f"{packages}.txt" for packages in fetched.REQUIREMENTS}
        self.files[fetched.COMMANDS].write_text("# For commands.\nbase==1.0\n")
        self.files[fetched.EMULATOR].write_text("# For the emulator.\n-r commands.txt\ntop.one==1.0\n")
        for name, versions, needs in (("base", ("1.0", "2.0"), ""), ("top_one", ("1.0", "1.1"), "Requires-Dist: base\nRequires-Dist: More\n"),
                                      ("More", ("1.0",), "")):
            for version in versions:
                with zipfile.ZipFile(self.folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
                    wheel.writestr(f"{name}-{version}.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{needs}")
                    wheel.writestr(f"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
                    wheel.writestr(f"{name}-{version}.dist-info/RECORD", "")
        server = HTTPServer(("127.0.0.1", 0), PyPI)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        for cleanup in (server.server_close, thread.join, server.shutdown):
            self.addCleanup(cleanup)
        for patch in (
            mock.patch.object(fetched, "REQUIREMENTS", self.files),
            mock.patch.object(python_packages, "DIRECT", {fetched.COMMANDS: ["base"], fetched.EMULATOR: ["top-one"]}),
            mock.patch.object(python_packages, "PYPI", f"http://127.0.0.1:{server.server_port}"),
            mock.patch.dict(os.environ, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(self.folder)),
            mock.patch("sys.stderr", self.enterContext((self.folder / "stderr").open("w"))),
        ):
            self.enterContext(patch)

    def test_each_version_stays_and_gets_the_hashes_of_all_its_files(self) -> None:
        for _ in range(2):
            python_packages.lock(upgrade=False)

            self.assertEqual("# For commands.\nbase==1.0 \\\n    --hash=sha256:1.0-source \\\n    --hash=sha256:1.0-wheel\n",
                             self.files[fetched.COMMANDS].read_text())
            self.assertEqual({"base": "1.0", "top-one": "1.0", "more": "1.0"}, fetched.pins(fetched.EMULATOR))
            self.assertTrue(self.files[fetched.EMULATOR].read_text().startswith("# For the emulator.\n-r commands.txt\nmore==1.0 \\\n"))

    def test_the_newest_are_taken_if_they_are_asked_for(self) -> None:
        python_packages.lock(upgrade=True)

        self.assertEqual({"base": "2.0", "top-one": "1.1", "more": "1.0"}, fetched.pins(fetched.EMULATOR))

    def test_a_package_without_hashes_is_named(self) -> None:
        with self.assertRaisesRegex(Failure, "the hashes of gone 1.0 could not be fetched"):
            python_packages.pin("gone", "1.0")

    def test_what_has_changed_becomes_a_pull_request_that_is_kept(self) -> None:
        checkout, remote, calls, stubs = (self.folder / name for name in ("checkout", "remote", "calls", "bin"))
        for words in (["init", "--quiet", "--bare", remote], ["init", "--quiet", checkout], ["-C", checkout, "remote", "add", "origin", remote]):
            subprocess.run(["git", *words], check=True)
        stubs.mkdir()
        (stubs / "gh").write_text(GH)
        (stubs / "gh").chmod(0o755)
        file = checkout / "requirements.txt"
        file.write_text("base==1.0\n")
        subprocess.run(["git", *python_packages.BOT, "-C", checkout, "add", file], check=True)
        subprocess.run(["git", *python_packages.BOT, "-C", checkout, "commit", "--quiet", "--message", "Begin"], check=True)
        variables = {"PATH": f"{stubs}:{os.environ['PATH']}", "CALLS": str(calls)}
        created = f"pr create --head python-packages --title {python_packages.TITLE} --body-file -"

        with mock.patch.object(programs, "ROOT", checkout), mock.patch.object(fetched, "REQUIREMENTS", {fetched.COMMANDS: file}), \
                mock.patch("sys.stdout", io.StringIO()) as said:
            for text, found, expected in (("base==1.0\n", "[]", []), ("base==2.0\n", "[]", [created]), ("base==3.0\n", '[{"number": 7}]', [])):
                calls.write_text("")
                file.write_text(text)
                with mock.patch.dict(os.environ, variables | {"FOUND": found}):
                    python_packages.propose()

                self.assertEqual(expected, [line for line in calls.read_text().splitlines() if "create" in line])
        self.assertEqual("nothing has changed\n", said.getvalue())
        pushed = subprocess.run(["git", "-C", remote, "show", "python-packages:requirements.txt"], check=True, capture_output=True, text=True)
        self.assertEqual("base==3.0\n", pushed.stdout)


class RequirementsTests(unittest.TestCase):
    def test_each_package_that_another_one_needs_has_a_version(self) -> None:
        for packages, direct in python_packages.DIRECT.items():
            pinned, needed, seen = fetched.pins(packages), [Requirement(name) for name in direct], set[str]()
            oldest = {"python_version": python_packages.PYTHON, "python_full_version": f"{python_packages.PYTHON}.0"}
            for each in needed:
                name = each.name.lower().replace("_", "-")
                self.assertIn(name, pinned, f"{each} of {packages}")
                self.assertTrue(each.specifier.contains(pinned[name]), f"{each} of {packages}")
                if str(each) not in seen:
                    seen.add(str(each))
                    needed += [other for text in metadata.requires(name) or [] if (other := Requirement(text)).marker is None
                               or any(other.marker.evaluate(oldest | {"extra": extra}) for extra in each.extras or {""})]
            self.assertEqual(pinned.keys(), {each.name.lower().replace("_", "-") for each in needed})
