"""The prerequisites: how each tool is detected, which packages of Debian and Ubuntu contain it, and which jobs need it."""

import glob
import importlib.util
import json
import os
import platform
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from tools.common import fetched
from tools.common.processors import HOST
from tools.common.repository import ROOT


def distribution() -> str:
    """The distribution's ID in os-release(5)."""
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return "unknown"


@dataclass(frozen=True)
class Tool:
    """A prerequisite of a job.

    name: the name in messages.
    is_here: whether this machine has it.
    packages: the packages of Debian and Ubuntu, for apt-get install.
    elsewhere: how to install it if there is no package.
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


def python_packages_can_be_here() -> bool:
    return fetched.has_emulator_packages() or importlib.util.find_spec("ensurepip") is not None


# 10.0.400 is the first of the SDKs 10.0.4xx. global.json accepts this version and later ones.
SDK = json.loads((ROOT / "global.json").read_text())["sdk"]["version"]
TERRAFORM_VERSION, = re.findall(r'required_version = ">= ([\d.]+)"', (ROOT / "terraform/versions.tf").read_text())

DOTNET = Tool(f"the .NET SDK {SDK[:-2]}xx, {SDK} or later", sdk_is_here,
              elsewhere="https://dotnet.microsoft.com/download, or, in your home directory: "
                        "curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --jsonfile global.json; export PATH=~/.dotnet:$PATH")
TERRAFORM = Tool(f"Terraform {TERRAFORM_VERSION} or later", terraform_is_here, elsewhere="https://developer.hashicorp.com/terraform/install")
# The package's name contains its version, which differs in each release.
ICU = Tool("ICU, which .NET loads", has_file("/usr/lib*/libicuuc.so.*", "/usr/lib/*/libicuuc.so.*"), ("^libicu[0-9]+$",))
CERTIFICATES = Tool("certificates, with which NuGet verifies its server", has_file("/etc/ssl/certs/*", "/etc/pki/tls/certs/*"), ("ca-certificates",))
TIME_ZONES = Tool("the time zones", has_file("/usr/share/zoneinfo/UTC"), ("tzdata",))
GCC = Tool("gcc", has("gcc", "cc"), ("gcc",))
C_LIBRARY = Tool("the C library's headers", has_file("/usr/include/stdio.h"), ("libc6-dev",))
BINUTILS = Tool("readelf and objcopy", has("readelf", "objcopy"), ("binutils",))
UTIL_LINUX = Tool("setpriv and setsid", has("setpriv", "setsid"), ("util-linux",))
PROCPS = Tool("kill and pkill", has("kill", "pkill"), ("procps",))
# The Python that runs all scripts imports it, so it can't be in a virtual environment.
JSON_SCHEMA = Tool("the Python package jsonschema", lambda: importlib.util.find_spec("jsonschema") is not None, ("python3-jsonschema",),
                   elsewhere="or, if your Python doesn't come from the distribution: python3 -m pip install jsonschema")
GIT = Tool("git", has("git"), ("git",))
PYTHON_PACKAGES = Tool("venv, of Python", python_packages_can_be_here, ("python3-venv",), fetch=fetched.emulator)
SHELLCHECK = Tool("shellcheck", has("shellcheck"), ("shellcheck",))
NPM = Tool("npm", has("npm"), ("npm",), fetch=fetched.node)
# Ubuntu's package needs snap, which containers don't have.
CHROMIUM = Tool("Chromium or Chrome", lambda: any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
                ("chromium",) if distribution() == "debian" else (), elsewhere="" if distribution() == "debian" else "https://www.google.com/chrome",
                fetch=fetched.browser)
QEMU = Tool("qemu-aarch64", lambda: fetched.qemu() is not None, ("qemu-user",), fetch=fetched.arm64)
QEMU_HERE = Tool(f"qemu-{platform.machine()}", lambda: fetched.qemu(platform.machine()) is not None, ("qemu-user",))
STRYKER = Tool("Stryker", lambda: True, fetch=fetched.dotnet_tools)
WRK = Tool("wrk", has("wrk"), ("wrk",))
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
BUILD = (*NET, GCC, C_LIBRARY, BINUTILS, UTIL_LINUX, JSON_SCHEMA, TIME_ZONES)
UP = (*BUILD, TERRAFORM, PYTHON_PACKAGES)
TEST = (GIT, UTIL_LINUX, PROCPS)
QEMU_FOR_ARM64 = () if HOST == "arm64" else (QEMU,)
JOBS: dict[str, tuple[Tool, ...]] = {
    # scripts/build, for each processor
    "build-x64": (*BUILD, *cross("x64")),
    "build-arm64": (*BUILD, *cross("arm64")),
    # the groups of scripts/test
    "unit": (*TEST, *BUILD, PYTHON_PACKAGES),
    "lint": (*TEST, *NET, TERRAFORM, SHELLCHECK, NPM, PYTHON_PACKAGES),
    "terraform": (*TEST, TERRAFORM),
    "e2e": (*TEST, *UP, *cross("x64"), *cross("arm64"), *QEMU_FOR_ARM64, NPM, CHROMIUM),
    "budgets": (*TEST, *BUILD, *cross("x64"), *cross("arm64")),
    "profiles": (*TEST, *BUILD, *cross("x64"), *cross("arm64"), *QEMU_FOR_ARM64),
    "faults": (*TEST, *UP),
    "costs": (*TEST, *NET),
    "mutation": (*TEST, *NET, STRYKER),
    # other scripts, and prerequisites of some of their options
    "up": UP,
    "order": (*BUILD, QEMU_HERE),
    "bench": (*BUILD, GIT, PYTHON_PACKAGES),
    "deploy": (GIT, TERRAFORM, PYTHON_PACKAGES),
    "unittests": (PYTHON_PACKAGES,),
    "ruff": (GIT, NPM),
    "emulator": (PYTHON_PACKAGES,),
    "arm64": (*cross("arm64"), *QEMU_FOR_ARM64),
    "browser": (NPM, CHROMIUM),
    "logs": (PYTHON_PACKAGES,),
    "redrive": (PYTHON_PACKAGES,),
    "sbom": (),
    "size": (BINUTILS,),
    "smoke": (),
    "new-function": (DOTNET, ICU),
    "git": (GIT,),
    "load": (WRK,),
    "github": (GH,),
    "support": (),
}
