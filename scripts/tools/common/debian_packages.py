"""Packages of Debian and Ubuntu."""

import os
import platform
import shlex
import shutil
import subprocess
import sys
import time

INSTALL = ["install", "-y", "--no-install-recommends"]
# How long to wait for another apt-get or dpkg on this machine, in seconds.
PATIENCE = 600


def is_here() -> bool:
    return shutil.which("apt-get") is not None


def os_release() -> dict[str, str]:
    """The fields of os-release(5), or nothing if the file doesn't exist."""
    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def release() -> str | None:
    """The release's name in repositories of packages for Debian and Ubuntu, such as bookworm."""
    said = os_release()
    return said.get("UBUNTU_CODENAME") or (said.get("VERSION_CODENAME") if said.get("ID") == "debian" else None)


def sudo() -> str:
    return "" if os.geteuid() == 0 else "sudo "


def may_install() -> bool:
    """Whether packages can be installed without a prompt: as root, or with a sudo that needs no password.

    QUICKCHANGE_INSTALL=no prevents it.
    """
    if not is_here() or os.environ.get("QUICKCHANGE_INSTALL") == "no":
        return False
    if os.geteuid() == 0:
        return True
    return shutil.which("sudo") is not None and subprocess.run(["sudo", "--reset-timestamp", "--non-interactive", "true"], capture_output=True).returncode == 0


def line(packages: list[str]) -> str:
    """The command that installs the packages, for the user's shell."""
    return f"{sudo()}apt-get update && {sudo()}apt-get {shlex.join(INSTALL)} {shlex.join(packages)}"


def install(packages: list[str]) -> str:
    """Installs all packages with one command, and returns the output of apt-get.

    Callers check for the tools and ignore the exit status: in a container, a package can be complete although its setup
    failed.
    """
    print(f"installing with apt-get (QUICKCHANGE_INSTALL=no prevents this): {' '.join(packages)}", file=sys.stderr)
    started = time.monotonic()
    said = update() + apt_get(f"-oDPkg::Lock::Timeout={PATIENCE}", *INSTALL, *packages)
    print(f"installed in {time.monotonic() - started:.0f} s", file=sys.stderr)
    return said


def update() -> str:
    # apt-get can wait for dpkg's lock, but never for that of the package lists.
    ends = time.monotonic() + PATIENCE
    while True:
        said = apt_get("update")
        if "/lists/lock" not in said or time.monotonic() > ends:
            return said
        time.sleep(2)


def apt_get(*words: str) -> str:
    as_root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get", "-q", *words]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
