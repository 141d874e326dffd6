"""A fresh machine: a root folder of Debian, created with debootstrap. It has a clone of what is committed, Git, Python, the .NET
SDK, Terraform, and this machine's settings for reaching registries, but nothing else.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tools.common import fetched
from tools.common.command import Failure, say
from tools.common.repository import ARTIFACTS, ROOT

SUITE = "bookworm"
PACKAGES = ("ca-certificates", "git", "python3", "python3-venv")
CHECKOUT = "/home/checkout"
# The system's and the user's settings that clients of registries read.
SETTINGS = ("/etc/apt/apt.conf.d", "/etc/hosts", "/etc/npmrc", "/etc/pip.conf", "/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt")
SETTINGS_OF_USER = (".config/pip", ".npmrc", ".nuget/NuGet", ".terraformrc")
VARIABLES = re.compile(r"(PIP|NUGET)_.*|(HTTPS?|ALL|NO)_PROXY|SSL_CERT_(DIR|FILE)|NODE_EXTRA_CA_CERTS|(CURL|REQUESTS)_CA_BUNDLE", re.IGNORECASE)


class FreshRoot:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shared: list[Path] = []
        path = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]
        say(f"creating a root folder of Debian {SUITE} in {folder}")
        self._make("debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", SUITE, folder)
        for file, copy in [(Path(name), name) for name in SETTINGS] + [(Path.home() / name, f"/root/{name}") for name in SETTINGS_OF_USER]:
            self._copy(file, copy)
        programs_of_root = folder / "usr/local/bin"
        sdk = Path(which("dotnet")).resolve().parent
        self._share(sdk)
        (programs_of_root / "dotnet").symlink_to(sdk / "dotnet")
        self._copy(Path(which("terraform")).resolve(), "/usr/local/bin/terraform")
        # The Python that has the packages, unless it is the distribution's, and what was added to this machine, such as mirrors.
        if fetched.has_packages(fetched.EMULATOR) and sys.base_prefix != "/usr":
            self._share(Path(sys.base_prefix))
            path.insert(0, f"{sys.base_prefix}/bin")
        self._share(Path("/opt"))
        self._variables = {"HOME": "/root", "LANG": "C.UTF-8", "PATH": ":".join(path), "TERM": "dumb"}
        self._variables |= {name: value for name, value in os.environ.items() if VARIABLES.fullmatch(name)}
        self._make("git", "clone", "--quiet", "--no-local", ROOT, f"{folder}{CHECKOUT}")

    def _make(self, *words: str | Path) -> None:
        ended = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if ended.returncode:
            raise Failure(f"the root folder could not be created; the output of {shlex.join(map(str, words))}:\n{ended.stdout[-2000:]}")

    def _copy(self, file: Path, name: str) -> None:
        copy = Path(f"{self._folder}{name}")
        copy.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            shutil.copytree(file, copy, dirs_exist_ok=True)
        elif file.exists():
            copy.unlink(missing_ok=True)
            shutil.copy(file, copy)

    def _share(self, folder: Path) -> None:
        Path(f"{self._folder}{folder}").mkdir(parents=True, exist_ok=True)
        self._shared.append(folder)

    @contextmanager
    def started(self, *words: str, variables: dict[str, str] | None = None, **options: Any) -> Iterator[subprocess.Popen[str]]:
        """A command in the checkout, until the end of the block. Only it sees its mounts, and all processes that it starts end with it."""
        root = shlex.quote(str(self._folder))
        mounts = [f"mount -t proc proc {root}/proc", f"mount --rbind /sys {root}/sys", f"mount --rbind /dev {root}/dev"]
        for folder in self._shared:
            place = shlex.quote(f"{self._folder}{folder}")
            mounts += [f"mount --bind {shlex.quote(str(folder))} {place}", f"mount -o remount,bind,ro {place}"]
        settings = [f"{name}={value}" for name, value in (self._variables | (variables or {})).items()]
        inside = shlex.join(["chroot", str(self._folder), "/usr/bin/env", "-i", *settings, "sh", "-c", f'cd {CHECKOUT} && exec "$@"', "sh", *words])
        # The shell reaps orphaned processes, as the first process of a machine does.
        script = f"{' && '.join([*mounts, inside])}; exit $?"
        process = subprocess.Popen(["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script],
                                   stdin=subprocess.DEVNULL, text=True, **options)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def run(self, *words: str, variables: dict[str, str] | None = None) -> tuple[int, str]:
        """Runs a command and returns its exit status and output."""
        with self.started(*words, variables=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            said, _ = process.communicate()
        return process.returncode, said


def which(program: str) -> str:
    found = shutil.which(program)
    assert found, "preparation.py has checked for it"
    return found


@contextmanager
def made() -> Iterator[FreshRoot]:
    if os.geteuid():
        raise Failure("fresh requires root, to create a root folder; run it as root")
    ARTIFACTS.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="fresh-", dir=ARTIFACTS) as folder:
        # Other users must be able to enter it, because apt-get drops its privileges.
        Path(folder).chmod(0o755)
        yield FreshRoot(Path(folder))
