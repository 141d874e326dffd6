"""Packages of Debian and Ubuntu."""

import os
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


def may_install() -> bool:
    """Whether packages can be installed without a prompt: as root, or with a sudo that needs no password."""
    if not is_here() or os.geteuid() == 0:
        return is_here()
    return shutil.which("sudo") is not None and subprocess.run(["sudo", "--non-interactive", "true"], capture_output=True).returncode == 0


def line(packages: list[str]) -> str:
    """The command that installs the packages, for the user's shell."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    return f"{sudo}apt-get update && {sudo}apt-get {shlex.join(INSTALL)} {shlex.join(packages)}"


def install(packages: list[str]) -> str:
    """Installs all packages with one command, and returns the output of apt-get.

    Callers check for the tools and ignore the exit status: in a container, a package can be complete although its setup
    failed.
    """
    print(f"installing {' '.join(packages)}", file=sys.stderr)
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
