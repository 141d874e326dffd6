"""A local cloud: its ports, its folder, its two processes, and the settings with which AWS tools use it."""

import argparse
import base64
import json
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from tools.common import marked
from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, NAME, ROOT

DEFAULT_PORT = 3000
# The emulator's only account.
ACCOUNT = "123456789012"
REGION = "us-east-1"
# The path of the issuer of tokens, on the compute plane's port.
ISSUER_PATH = "/issuer"
# What the names of its functions begin with: as in terraform/main.tf, for the environment that local.env names.
FUNCTION_PREFIX = f"{NAME}-local-"
# The audience of its tokens.
AUDIENCE = NAME

# The environment's proxies don't apply to this machine.
opener = build_opener(ProxyHandler({}))
TIMEOUT_S = 60


@dataclass(frozen=True)
class Cloud:
    """The cloud that serves its routes on a port."""

    port: int

    @property
    def ports(self) -> range:
        """The ports of the routes, of the AWS endpoint, and of the compute plane."""
        return range(self.port, self.port + 3)

    @property
    def urls(self) -> tuple[str, str, str]:
        """The URLs on these ports."""
        routes, aws, compute = (f"http://127.0.0.1:{port}" for port in self.ports)
        return routes, aws, compute

    @property
    def url(self) -> str:
        return self.urls[0]

    @property
    def issuer(self) -> str:
        """The issuer of its tokens: the claim iss, and the base of the discovery document's URL."""
        return self.urls[2] + ISSUER_PATH

    def ask(self, path: str, form: dict[str, str] | None = None) -> bytes:
        """The compute plane's answer to a request that only the cloud's user may make. Raises Failure."""
        variables = self.variables()
        key = f"{variables['AWS_ACCESS_KEY_ID']}:{variables['AWS_SECRET_ACCESS_KEY']}"
        headers = {"Authorization": f"Basic {base64.b64encode(key.encode()).decode()}"}
        request = Request(self.urls[2] + path, urlencode(form or {}).encode(), headers, method="POST")
        try:
            with opener.open(request, timeout=TIMEOUT_S) as answer:
                return answer.read()
        except HTTPError as error:
            raise Failure(f"the local cloud answered {error.code}: {message_of(error.read())}") from None
        except OSError as error:
            raise Failure(f"the local cloud doesn't respond on {self.urls[2]}: {error}; start it with scripts/up{self.option}") from None

    @property
    def state(self) -> Path:
        """The folder of its state and logs, which also identifies its processes: see marked.py."""
        return ARTIFACTS / f"local/{self.port}"

    @property
    def local_env(self) -> Path:
        """The file that a shell sources to use the cloud."""
        return self.state / "local.env"

    @property
    def changes(self) -> Path:
        """The file in which the emulator records changes that scripts/up didn't make."""
        return self.state / "changes.log"

    @property
    def copies(self) -> Path:
        """The folder with the copy of its data that scripts/down --keep has made (common/copies.py)."""
        return self.state / "kept"

    @property
    def option(self) -> str:
        """The option with which a command uses this cloud."""
        return "" if self.port == DEFAULT_PORT else f" --port {self.port}"

    def process(self, part: str) -> int | None:
        return marked.part(str(self.state), part)

    def runs(self) -> bool:
        return all(map(self.process, marked.PARTS))

    def variables(self) -> dict[str, str]:
        """The variables that its local.env sets; "" for those that it unsets."""
        found: dict[str, str] = {}
        for line in self.local_env.read_text().splitlines():
            match shlex.split(line, comments=True):
                case ["export", *settings]:
                    found |= dict(setting.split("=", 1) for setting in settings)
                case ["unset", *names]:
                    found |= dict.fromkeys(names, "")
        return found

    def enter(self) -> None:
        """Makes this process and its children use this cloud by reading its local.env."""
        for name, value in self.variables().items():
            if value:
                os.environ[name] = value
            else:
                os.environ.pop(name, None)

    def stopped(self, part: str, problem: str = "stopped") -> Failure:
        """The error for a part that has stopped or has another problem, with the end of its log."""
        log = self.state / f"{part}.log"
        said = log.read_text(errors="replace").splitlines() if log.exists() else []
        return Failure("\n".join([f"the {part.replace('-', ' ')} {problem}; the end of {log.relative_to(ROOT)}:", *said[-20:]]))


def message_of(answer: bytes) -> str:
    """The message in an error of Lambda's API, or the whole answer."""
    try:
        return json.loads(answer)["Message"]
    except (ValueError, KeyError, TypeError):
        return answer.decode(errors="replace")


def find(port: int | None) -> Cloud:
    """Finds the cloud on a port, or the newest one. Raises Failure if it was never started."""
    newest = ARTIFACTS / "local.env"
    if port is None and newest.exists():
        port = int(newest.readlink().parts[1])
    found = Cloud(port or DEFAULT_PORT)
    if not found.local_env.exists():
        raise Failure(f"no local cloud was found; start one with scripts/up{found.option}")
    return found


def add_port(parser: argparse.ArgumentParser, text: str, default: int | None = DEFAULT_PORT) -> None:
    parser.add_argument("--port", metavar="N", type=port_number, default=default, help=text)


def port_number(text: str) -> int:
    if not re.fullmatch("[0-9]{4,5}", text) or not 1024 <= int(text) <= 65533:
        raise argparse.ArgumentTypeError(f"must be a number from 1024 to 65533, not '{text}'")
    return int(text)
