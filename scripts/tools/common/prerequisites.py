"""The prerequisites: how each tool is detected, which packages of Debian and Ubuntu contain it, and which jobs need it."""

import glob
import importlib.util
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tools.common import debian_packages, fetched
from tools.common.processors import HOST
from tools.common.repository import ROOT


@dataclass(frozen=True)
class Tool:
    """A prerequisite of a job.

    name: the name in messages.
    is_here: whether this machine has it.
    packages: the packages of Debian and Ubuntu, as arguments of apt-get install.
    elsewhere: how to install it if there is no package; packages are then the prerequisites of that.
    fetch: fetches what the job runs with it.
    """

    name: str
    is_here: Callable[[], bool]
    packages: tuple[str, ...] = ()
    elsewhere: str = ""
    fetch: Callable[[], object] | None = None


def has(*programs: str) -> Callable[[], bool]:
    """Whether each of the programs is in PATH."""
    return lambda: all(map(shutil.which, programs))


def has_file(*patterns: str) -> Callable[[], bool]:
    """Whether a file matches one of the patterns."""
    return lambda: any(map(glob.glob, patterns))


def sdk_is_here() -> bool:
    # ICU is checked separately.
    return answer("dotnet", "--version", DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1") is not None


def terraform_is_here() -> bool:
    said = answer("terraform", "version", "-json", CHECKPOINT_DISABLE="1")
    return said is not None and version(json.loads(said)["terraform_version"]) >= version(TERRAFORM_VERSION)


def answer(*command: str, **variables: str) -> str | None:
    """The output of a program; None if it doesn't exist or fails."""
    try:
        done = subprocess.run(command, cwd=ROOT, env=os.environ | variables, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def version(text: str) -> tuple[int, ...]:
    """The numbers in 1.11.4 or 1.12.0-beta1."""
    return tuple(map(int, text.split("-")[0].split(".")))


def can_have(packages: str) -> bool:
    """Whether this machine has a Python with the packages, or can create one."""
    return fetched.has_packages(packages) or importlib.util.find_spec("ensurepip") is not None


def terraform_line() -> str:
    """The command that installs Terraform, from https://developer.hashicorp.com/terraform/install."""
    release = debian_packages.release()
    if not release:
        return "https://developer.hashicorp.com/terraform/install"
    url, key, sudo = "https://apt.releases.hashicorp.com", "/usr/share/keyrings/hashicorp-archive-keyring.asc", debian_packages.sudo()
    return (f"curl -fsSL {url}/gpg | {sudo}tee {key} >/dev/null && "
            f'echo "deb [signed-by={key}] {url} {release} main" | {sudo}tee /etc/apt/sources.list.d/hashicorp.list && '
            f"{sudo}apt-get update && {sudo}apt-get install -y terraform")


# 10.0.400 is the first of the SDKs 10.0.4xx. global.json accepts this version and later ones.
SDK = json.loads((ROOT / "global.json").read_text())["sdk"]["version"]
TERRAFORM_VERSION, = re.findall(r'required_version = ">= ([\d.]+)"', (ROOT / "terraform/versions.tf").read_text())

FOR_A_DOWNLOAD = () if shutil.which("curl") or not debian_packages.is_here() else ("ca-certificates", "curl")
# https://learn.microsoft.com/dotnet/core/tools/dotnet-install-script: distributions package other versions of the SDK 10.0.
DOTNET = Tool(f"the .NET SDK {SDK[:-2]}xx, {SDK} or later", sdk_is_here, FOR_A_DOWNLOAD,
              elsewhere=f"curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --jsonfile {shlex.quote(str(ROOT / 'global.json'))} && "
                        "export DOTNET_ROOT=~/.dotnet PATH=~/.dotnet:$PATH")
TERRAFORM = Tool(f"Terraform {TERRAFORM_VERSION} or later", terraform_is_here, FOR_A_DOWNLOAD, elsewhere=terraform_line())
# The package's name contains its version, which differs in each release.
ICU = Tool("ICU, which .NET needs", has_file("/usr/lib*/libicuuc.so.*", "/usr/lib/*/libicuuc.so.*"), ("^libicu[0-9]+$",))
CERTIFICATES = Tool("CA certificates, which NuGet needs", has_file("/etc/ssl/certs/*", "/etc/pki/tls/certs/*"), ("ca-certificates",))
TIME_ZONES = Tool("the time zone database", has_file("/usr/share/zoneinfo/UTC"), ("tzdata",))
GCC = Tool("gcc", has("gcc", "cc"), ("gcc",))
C_LIBRARY = Tool("the C library's headers", has_file("/usr/include/stdio.h"), ("libc6-dev",))
BINUTILS = Tool("readelf and objcopy", has("readelf", "objcopy"), ("binutils",))
UTIL_LINUX = Tool("setpriv and setsid", has("setpriv", "setsid"), ("util-linux",))
PROCPS = Tool("kill and pkill", has("kill", "pkill"), ("procps",))
GIT = Tool("git", has("git"), ("git",))
COMMANDS = Tool("Python's venv module", partial(can_have, fetched.COMMANDS), ("python3-venv",))
EMULATOR = Tool("Python's venv module", partial(can_have, fetched.EMULATOR), ("python3-venv",))
PIP = Tool("Python's pip module", lambda: importlib.util.find_spec("pip") is not None, ("python3-pip",))
SHELLCHECK = Tool("shellcheck", has("shellcheck"), ("shellcheck",))
NODE = Tool("node", has("node"), ("nodejs",))
CURL = Tool("curl", has("curl"), ("curl",))
NPM = Tool("npm", has("npm"), ("npm",), fetch=fetched.node)
IS_DEBIAN = debian_packages.os_release().get("ID") == "debian"
# Ubuntu's package needs snap, which containers don't have.
CHROMIUM = Tool("Chromium or Chrome", lambda: any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
                ("chromium",) if IS_DEBIAN else (), elsewhere="" if IS_DEBIAN else "https://www.google.com/chrome", fetch=fetched.browser)
QEMU = Tool("qemu-aarch64", lambda: fetched.qemu() is not None, ("qemu-user",), fetch=fetched.arm64)
QEMU_HERE = Tool(f"qemu-{platform.machine()}", lambda: fetched.qemu(platform.machine()) is not None, ("qemu-user",))
STRYKER = Tool("Stryker", lambda: True, fetch=fetched.dotnet_tools)
GDB = Tool("gdb", has("gdb"), ("gdb",))
WRK = Tool("wrk", has("wrk"), ("wrk",))
DEBOOTSTRAP = Tool("debootstrap", has("debootstrap"), ("debootstrap",))
DATASET = Path("/usr/share/datasets/fashion-mnist")
FASHION_MNIST = Tool("the images of Fashion-MNIST", has_file(f"{DATASET}/t10k-images-idx3-ubyte.gz"), ("dataset-fashion-mnist",))
# The only Python that has Debian's packages.
DEBIAN_PYTHON = "/usr/bin/python3"
PYTORCH = Tool("PyTorch", lambda: answer(DEBIAN_PYTHON, "-c", "import numpy, torch") is not None, ("python3-torch", "python3-numpy"))
GH = Tool("gh", has("gh"), elsewhere="https://cli.github.com")


def cross(arch: str) -> tuple[Tool, ...]:
    """The tools that link for a processor other than this machine's."""
    if arch == HOST:
        return ()
    triple, debian = {"x64": ("x86_64-linux-gnu", "amd64"), "arm64": ("aarch64-linux-gnu", "arm64")}[arch]
    name = triple.replace("_", "-")
    return (
        Tool("clang", has("clang"), ("clang",)),
        Tool("ld.lld", has("ld.lld"), ("lld",)),
        Tool(f"{triple}-gcc", has(f"{triple}-gcc"), (f"gcc-{name}",)),
        Tool(f"{triple}-objcopy", has(f"{triple}-objcopy"), (f"binutils-{name}",)),
        Tool(f"the C library for {arch}", has_file(f"/usr/{triple}/include/stdio.h"), (f"libc6-dev-{debian}-cross",)),
    )


NET = (DOTNET, ICU, CERTIFICATES)
BUILD = (*NET, GCC, C_LIBRARY, BINUTILS, UTIL_LINUX, TIME_ZONES, COMMANDS)
UP = (*BUILD, TERRAFORM, EMULATOR)
TEST = (GIT, UTIL_LINUX, PROCPS)
QEMU_FOR_ARM64 = () if HOST == "arm64" else (QEMU,)
JOBS: dict[str, tuple[Tool, ...]] = {
    # scripts/build, for each processor
    "build-x64": (*BUILD, *cross("x64")),
    "build-arm64": (*BUILD, *cross("arm64")),
    # the groups of scripts/test
    "unit": (*TEST, *BUILD, EMULATOR, FASHION_MNIST, NODE, CURL),
    "lint": (*TEST, *NET, TERRAFORM, SHELLCHECK, NPM, EMULATOR),
    "terraform": (*TEST, TERRAFORM),
    "e2e": (*TEST, *UP, GDB, *cross("x64"), *cross("arm64"), *QEMU_FOR_ARM64, NPM, CHROMIUM, FASHION_MNIST),
    "budgets": (*TEST, *BUILD, *cross("x64"), *cross("arm64")),
    "profiles": (*TEST, *BUILD, *cross("x64"), *cross("arm64"), *QEMU_FOR_ARM64),
    "faults": (*TEST, *UP),
    "watch": (*TEST, *UP),
    "costs": (*TEST, *NET),
    "forgeries": (*TEST, *NET, EMULATOR),
    "mutation": (*TEST, *NET, STRYKER),
    "fork": (*TEST, *UP, GDB, NODE, CURL, *cross("x64"), *cross("arm64"), *QEMU_FOR_ARM64, SHELLCHECK, NPM, CHROMIUM, FASHION_MNIST),
    "fresh": (*TEST, DOTNET, TERRAFORM, DEBOOTSTRAP),
    # other scripts, and prerequisites of some of their options
    "up": UP,
    "embed": NET,
    "train": (*NET, FASHION_MNIST, PYTORCH),
    "order": (*BUILD, QEMU_HERE),
    "watcher": BUILD,
    "bench": (*BUILD, GIT, EMULATOR),
    "deploy": (GIT, TERRAFORM, COMMANDS),
    "unittests": (EMULATOR,),
    "ruff": (GIT, NPM),
    "emulator": (EMULATOR,),
    "arm64": (*cross("arm64"), *QEMU_FOR_ARM64),
    "browser": (NPM, CHROMIUM),
    "logs": (COMMANDS,),
    "invoke": (COMMANDS,),
    "down": (COMMANDS,),
    "reset": (COMMANDS,),
    "redrive": (COMMANDS,),
    "keys": (COMMANDS,),
    "descriptors": (COMMANDS,),
    "sbom": (),
    "size": (BINUTILS,),
    "smoke": (COMMANDS,),
    "new-function": (DOTNET, ICU),
    "git": (GIT,),
    "load": (WRK,),
    "github": (GH,),
    "support": (),
    "lock": (GIT, PIP),
}
