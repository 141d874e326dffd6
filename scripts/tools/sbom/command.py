"""Writes linux-<arch>/<function>.spdx.json next to the zip of each named function (by default,
all): an SPDX 2.3 document with the packages in it and those used to build it, from its lock
file, and the checksums of the zip and its files. The zips must come from scripts/build with
the default runtime.

Its time is that of the commit, or SOURCE_DATE_EPOCH, so the same zip always produces the same document.
"""

import json
import os
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tools.common import builds, processors
from tools.common.arguments import Parser
from tools.common.command import Failure, say
from tools.common.preparation import prepare
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT
from tools.sbom import c_library, document, locked_packages


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("functions", metavar="FUNCTION", nargs="*", help="a folder in functions/")
    processors.add_arch(parser, "the processor of the zips; the default is this machine's.")
    parser.add_argument("--output", metavar="FOLDER", type=Path, default=ARTIFACTS, help="the folder that contains linux-<arch>/, instead of artifacts/.")
    options = parser.parse_intermixed_args()
    prepare("sbom")
    created = time_of_release()
    for arch in options.arch:
        for function in options.functions or builds.names():
            zipped = options.output / f"linux-{arch}/{function}.zip"
            lock = FUNCTIONS / function / "packages.lock.json"
            if not zipped.is_file():
                raise Failure(f"{zipped} doesn't exist; build it with scripts/build {function} --arch {arch}")
            if not lock.is_file():
                raise Failure(f"functions/{function}/packages.lock.json doesn't exist; scripts/build {function} creates it")
            write(arch, created, lock, zipped)
    return 0


def time_of_release() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        prepare("git")
        asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True)
        if asked.returncode:
            raise Failure("there is no commit to take the time from; set SOURCE_DATE_EPOCH")
        epoch = asked.stdout.strip()
    if not re.fullmatch(r"[0-9]{1,11}", epoch):
        raise Failure(f"SOURCE_DATE_EPOCH must be seconds since 1970, not '{epoch}'")
    return datetime.fromtimestamp(int(epoch), UTC)


def write(arch: str, created: datetime, lock: Path, zipped: Path) -> None:
    version = re.search(r"<NativeAotVersion>(.*)</NativeAotVersion>", (ROOT / "Directory.Packages.props").read_text())
    assert version, "Directory.Packages.props pins the runtime that Native AOT links"
    downloaded = Path(os.environ.get("NUGET_PACKAGES") or Path.home() / ".nuget/packages")
    packages = locked_packages.read(lock, arch, version[1], downloaded)
    bill = document.bill(zipped.stem, arch, zipped, packages, c_library.of_this_machine(arch), created)
    file = zipped.with_suffix(".spdx.json")
    file.write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
    say(f"{file.name}: {len(bill['packages']) - 1} packages")
