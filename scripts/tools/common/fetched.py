"""Tools that pip, npm and apt-get fetch for this checkout. Each is a folder in artifacts/tools that is complete or doesn't exist.

Copies of the checkout share the folder that QUICKCHANGE_TOOLS names.
"""

import fcntl
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common import repository
from tools.common.command import Failure
from tools.common.repository import ROOT, SCRIPTS

TOOLS = Path(os.environ.get("QUICKCHANGE_TOOLS") or ROOT / "artifacts/tools")
# Two sets of Python packages: those that commands import, and a larger set that the emulator and the tests need too.
COMMANDS, EMULATOR = "commands", "emulator"
REQUIREMENTS = {COMMANDS: repository.TOOLS / "requirements.txt", EMULATOR: SCRIPTS / "local-cloud/emulator/requirements.txt"}
NODE = repository.TOOLS / "test/node"
BROWSER = repository.TOOLS / "test/browser"


def whole(name: str, made_of: str, make: Callable[[Path], None]) -> Path:
    """Returns the folder TOOLS/name. Calls make(folder) to create it if it doesn't exist or has a different made_of.

    The folder is created under a temporary name and renamed when it is complete, so that an interruption leaves no incomplete
    folder. If two processes need it at the same time, one creates it and the other waits.
    """
    folder = TOOLS / name
    if is_whole(name, made_of):
        return folder
    TOOLS.mkdir(parents=True, exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_whole(name, made_of):
            return folder
        # Left by a process that was killed.
        for left in TOOLS.glob("draft-*"):
            shutil.rmtree(left)
        print(f"fetching {name} into {folder}", file=sys.stderr)
        with TemporaryDirectory(prefix="draft-", dir=TOOLS) as scratch:
            draft = Path(scratch) / name
            draft.mkdir()
            make(draft)
            (draft / "made-of").write_text(made_of)
            if folder.exists():
                folder.rename(Path(scratch) / "before")
            draft.rename(folder)
    return folder


def is_whole(name: str, made_of: str) -> bool:
    stamp = TOOLS / name / "made-of"
    return stamp.exists() and stamp.read_text() == made_of


def run(what: str, *command: str | Path, folder: Path = ROOT) -> None:
    """Runs a command with its output on stderr. Raises Failure, with "what could not be fetched", if it fails."""
    program = Path(command[0]).name
    try:
        ended = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    except FileNotFoundError:
        raise Failure(f"{what} could not be fetched: {program} is not installed") from None
    if ended.returncode:
        raise Failure(f"{what} could not be fetched; see the output of {program} above")


def requirements(packages: str) -> str:
    """The requirements of COMMANDS or EMULATOR, including those of the file that they include."""
    file = REQUIREMENTS[packages]
    return "".join((file.parent / line[3:].strip()).read_text() if line.startswith("-r ") else line
                   for line in file.read_text().splitlines(keepends=True))


def pins(packages: str) -> dict[str, str]:
    """The version of each package in the requirements of COMMANDS or EMULATOR."""
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", requirements(packages), re.MULTILINE))


def has_packages(packages: str) -> bool:
    """Whether this Python has exactly these versions. Doesn't import the packages, which would take a second."""
    try:
        return all(metadata.version(name) == version for name, version in pins(packages).items())
    except metadata.PackageNotFoundError:
        return False


def python_with(packages: str) -> str:
    """This Python if it has the packages of COMMANDS or EMULATOR, otherwise the one in a virtual environment."""
    if has_packages(packages):
        return sys.executable
    # The emulator's environment has the packages of commands too.
    environment = EMULATOR if is_whole(EMULATOR, made_of(EMULATOR)) else packages
    return str(whole(environment, made_of(environment), partial(make_environment, environment)) / "bin/python")


def made_of(packages: str) -> str:
    return f"{sys.base_prefix} {sys.version}\n{requirements(packages)}"


def make_environment(packages: str, folder: Path) -> None:
    what = f"the packages of {REQUIREMENTS[packages].relative_to(ROOT)}"
    run(what, sys.executable, "-m", "venv", folder)
    # If a file contains hashes, pip rejects every package without one.
    run(what, folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", REQUIREMENTS[packages])
    # Their first lines contain the temporary folder; python -m runs the same programs.
    for program in (folder / "bin").iterdir():
        if not program.name.startswith("python"):
            program.unlink()


def node() -> str:
    """A Node.js that is recent enough for the npm packages."""
    processor = "arm64" if platform.machine() == "aarch64" else "x64"
    return str(npm_packages(NODE) / f"node_modules/node-linux-{processor}/bin/node")


def npm_program(name: str) -> list[str]:
    return [node(), str(npm_packages(NODE) / "node_modules/.bin" / name)]


def browser() -> list[str]:
    return [node(), str(npm_packages(BROWSER))]


def npm_packages(source: Path) -> Path:
    """A folder with the packages in source/package-lock.json."""
    def make(folder: Path) -> None:
        for file in ("package.json", "package-lock.json"):
            shutil.copy(source / file, folder)
        run(source.name, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error", folder=folder)

    return whole(source.name, (source / "package-lock.json").read_text(), make)


def qemu(machine: str = "aarch64") -> str | None:
    return shutil.which(f"qemu-{machine}") or shutil.which(f"qemu-{machine}-static")


def arm64() -> list[str]:
    """QEMU, with the cross compiler's C library, and OpenSSL, which .NET loads to sign requests to AWS."""
    if platform.machine() == "aarch64":
        return []
    libraries = whole("arm64", platform.freedesktop_os_release().get("VERSION_CODENAME", ""), fetch_openssl) / "usr/lib/aarch64-linux-gnu"
    return [qemu() or "qemu-aarch64", "-L", "/usr/aarch64-linux-gnu", "-E", f"LD_LIBRARY_PATH={libraries}"]


def fetch_openssl(folder: Path) -> None:
    """Unpacks OpenSSL for arm64 with separate package lists, so that the machine doesn't become a multi-architecture system."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        # apt-get drops its privileges, and must still be able to write there.
        scratch.chmod(0o755)
        (scratch / "lists/partial").mkdir(parents=True)
        (scratch / "cache/archives/partial").mkdir(parents=True)
        settings = ["APT::Architecture=arm64", "APT::Architectures=arm64", "Acquire::Languages=none", "APT::Sandbox::User=",
                    "Debug::NoLocking=1", f"Dir::State::Lists={scratch}/lists", f"Dir::Cache={scratch}/cache", *ubuntu_ports(scratch)]
        apt_get = ["apt-get", "-qq", *(f"-o{setting}" for setting in settings)]
        run("OpenSSL for arm64", *apt_get, "update")
        # The package was renamed in Debian 13 and Ubuntu 24.04.
        for package in ("libssl3", "libssl3t64"):
            subprocess.run([*apt_get, "download", package], cwd=scratch, capture_output=True)
        packages = list(scratch.glob("libssl3*.deb"))
        if not packages:
            raise Failure("OpenSSL for arm64 could not be fetched: apt-get has neither libssl3 nor libssl3t64")
        run("OpenSSL for arm64", "dpkg-deb", "--extract", packages[0], folder)


def ubuntu_ports(scratch: Path) -> list[str]:
    """The archive with Ubuntu's packages for arm64, which differs from the one for x64."""
    release = platform.freedesktop_os_release()
    if release["ID"] != "ubuntu":
        return []
    (scratch / "sources.list").write_text(f"deb http://ports.ubuntu.com/ubuntu-ports {release['VERSION_CODENAME']} main\n")
    return [f"Dir::Etc::SourceList={scratch}/sources.list", "Dir::Etc::SourceParts=/dev/null"]


def dotnet_tools() -> None:
    """The tools in .config/dotnet-tools.json, which NuGet keeps with its packages."""
    run(".config/dotnet-tools.json", "dotnet", "tool", "restore", "--verbosity", "quiet")
