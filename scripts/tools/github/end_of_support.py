"""Lists, in Markdown, the platforms and tools of this repository whose support has ended or will end soon.

Their versions come from the repository's own files, and their support dates from endoflife.date and GitHub. A source that can't
be reached, or that doesn't have the information, is listed too. The list is empty if everything is supported.
"""

import json
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from http.client import HTTPException
from itertools import chain
from pathlib import Path
from typing import Any

from tools.common import distribution
from tools.common.command import Failure
from tools.common.repository import NAME, ROOT

REPORT = """\
Queries endoflife.date and GitHub for the runner images and actions of the workflows, and for .NET, Terraform,
Lambda's runtime and the distribution for releases. Lists everything whose support has ended or will end soon, and
everything that could not be checked, in a new or open issue of GITHUB_REPOSITORY. If the list is empty, closes that
issue. Needs gh with GH_TOKEN.
"""
# Long enough to plan a migration, and for GitHub to publish two newer images.
NOTICE = timedelta(days=180)
TRIES = 3
API = "https://api.github.com/repos"

# https://endoflife.date/docs/api/v1: the relevant phase, if it isn't a product's end of life (eol). Debian's volunteers support
# the processors that we build on until the end of LTS (eoes); Lambda patches a runtime until it is deprecated (eoas), before it
# blocks changes.
PHASES = {"debian": "eoes", "aws-lambda": "eoas"}

Fetch = Callable[[str], str]


class Unknown(Exception):
    """A source that could not be read, or doesn't have the information; the text gives the reason."""


@dataclass(frozen=True)
class Action:
    """An action that a workflow or another action uses: owner/repository[/folder]@reference # version"""

    name: str
    reference: str
    version: str

    @property
    def repository(self) -> str:
        return "/".join(self.name.split("/")[:2])

    @property
    def folder(self) -> str:
        return "".join(f"{part}/" for part in self.name.split("/")[2:])


def report(root: Path, fetch: Fetch, today: date) -> list[str]:
    """A line of Markdown for each problem, in the order of the checks."""
    workflows = "\n".join(file.read_text() for file in sorted((root / ".github").glob("*/**/*.yml")))
    lines: list[str] = []

    def check(subject: str, found: Iterator[str]) -> None:
        try:
            lines.extend(found)
        except Unknown as unknown:
            lines.append(f"- {subject} could not be checked: {unknown}")
        except (KeyError, TypeError, ValueError) as error:
            lines.append(f"- {subject} could not be checked: a source doesn't answer in the documented format ({error!r})")

    for product, cycle in products(root, workflows):
        check(f"{product} {cycle}", past_support(f"{product} {cycle}", product, cycle, fetch, today))
    runtime = one(r"<NativeAotVersion>([\d.]+)<", root / "Directory.Packages.props")
    check(f"The latest patch of .NET {runtime}", unpatched(runtime, fetch))
    uncommented = re.sub(r"(?m)(^|\s)#.*", "", workflows)
    for image in sorted(set(re.findall(r"\b(?:ubuntu|windows|macos)-[\w.-]+", uncommented))):
        check(f"The runner image `{image}`", deprecated_image(image, fetch))
    for action in sorted(actions_in(workflows), key=lambda each: each.name):
        check(action.name, chain(outdated(action, fetch), old_node(action, fetch, today)))
    return lines


def products(root: Path, workflows: str) -> Iterator[tuple[str, str]]:
    """The product and release cycle, with endoflife.date's names."""
    yield "dotnet", json.loads((root / "global.json").read_text())["sdk"]["version"].split(".")[0]
    yield from sorted({("terraform", version) for version in re.findall(r"terraform_version: (\d+\.\d+)", workflows)})
    yield "aws-lambda", one(r'runtime\s*=\s*"([\w.]+)"', root / "terraform/modules/function/function.tf")
    name, release = distribution.RELEASE.split()
    yield name, release


def one(pattern: str, file: Path) -> str:
    found = re.search(pattern, file.read_text())
    if not found:
        raise Failure(f"{file}: nothing matches {pattern}, which tools/github/end_of_support.py expects")
    return found[1]


def actions_in(text: str) -> set[Action]:
    found = re.findall(r"uses:\s*([\w.-]+/[\w./-]+)@(\S+)(?:\s*#\s*(\S+))?", text)
    return {Action(name, reference, version or reference) for name, reference, version in found}


def release_of(product: str, cycle: str) -> str:
    return f"https://endoflife.date/api/v1/products/{product}/releases/{cycle}"


def past_support(subject: str, product: str, cycle: str, fetch: Fetch, today: date) -> Iterator[str]:
    phase = PHASES.get(product, "eol")
    url = release_of(product, cycle)
    release = parsed(url, fetch)["result"]
    ended, day = release[f"is{phase.capitalize()}"], release[f"{phase}From"]
    if ended is None:
        raise Unknown(f"{url} doesn't contain {phase}")
    end = date.fromisoformat(day) if day else None
    page = f"https://endoflife.date/{product}"
    if ended or (end and end <= today):
        yield f"- {subject} reached the end of its support{f' on {end}' if end else ''}: {page}"
    elif end and end <= today + NOTICE:
        yield f"- {subject} reaches the end of its support on {end}: {page}"


def unpatched(runtime: str, fetch: Fetch) -> Iterator[str]:
    """Whether there is a newer patch of the .NET version that is compiled into functions, which Dependabot doesn't see."""
    newest = parsed(release_of("dotnet", runtime.split(".")[0]), fetch)["result"]["latest"]["name"]
    if numbers(newest) > numbers(runtime):
        yield f"- Functions contain .NET {runtime}, but {newest} is the latest patch: update NativeAotVersion in Directory.Packages.props"


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def deprecated_image(image: str, fetch: Fetch) -> Iterator[str]:
    """Checks the table of images and the announcements of actions/runner-images for an image."""
    page = "https://github.com/actions/runner-images"
    rows = [row for row in fetch(f"{API}/actions/runner-images/readme").splitlines() if row.startswith("|") and f"`{image}`" in row]
    if not rows:
        yield f"- The runner image `{image}` is not listed in {page}"
    elif any("deprecated" in row for row in rows):
        yield f"- The runner image `{image}` is deprecated: {page}"
    # Their titles name a system and a release in various ways: "The Ubuntu 22 based runner images will be …".
    system, release = re.findall(r"[a-z]+|\d+", image)[:2]
    for issue in parsed(f"{API}/actions/runner-images/issues?labels=Announcement&state=open&per_page=100", fetch):
        title = issue["title"]
        if re.search(rf"\b{system}\D{{0,10}}{release}\b", title, re.I) and re.search("deprecat|unsupported|retire|remov", title, re.I):
            yield f"- The runner image `{image}`: “{title}”, {issue['html_url']}"


def outdated(action: Action, fetch: Fetch) -> Iterator[str]:
    newest = parsed(f"{API}/{action.repository}/releases/latest", fetch)["tag_name"]
    if major(newest) != major(action.version):
        yield f"- {action.name} {action.version} is used, but {newest} is the latest release"


def major(version: str) -> str:
    return version.removeprefix("v").split(".")[0]


def old_node(action: Action, fetch: Fetch, today: date) -> Iterator[str]:
    """Whether support has ended for the Node.js version of an action; for a composite action, checks its steps."""
    text = definition(action, fetch)
    using = re.search(r"(?m)^\s*using:\s*['\"]?(\w+)", text)
    if not using:
        raise Unknown(f"its action.yml at {action.reference} doesn't specify how it runs")
    if node := re.fullmatch(r"node(\d+)", using[1]):
        yield from past_support(f"{action.name} {action.version} runs on Node.js {node[1]}, which", "nodejs", node[1], fetch, today)
    for step in sorted(actions_in(text), key=lambda each: each.name):
        yield from old_node(step, fetch, today)


def definition(action: Action, fetch: Fetch) -> str:
    file = f"{API}/{action.repository}/contents/{action.folder}action"
    try:
        return fetch(f"{file}.yml?ref={action.reference}")
    except Unknown:
        return fetch(f"{file}.yaml?ref={action.reference}")


def parsed(url: str, fetch: Fetch) -> Any:
    try:
        return json.loads(fetch(url))
    except ValueError:
        raise Unknown(f"{url} doesn't return JSON") from None


def read(url: str, wait: float = 5) -> str:
    """The response of a public URL. The media type requests a file from GitHub's API as is:
    https://docs.github.com/en/rest/repos/contents#custom-media-types-for-repository-contents"""
    request = urllib.request.Request(url, headers={"User-Agent": NAME})
    if url.startswith(API):
        request.add_header("Accept", "application/vnd.github.raw+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        if token := os.environ.get("GH_TOKEN"):
            request.add_unredirected_header("Authorization", f"Bearer {token}")
    left = TRIES
    while True:
        left -= 1
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            if error.code < 500 or not left:
                raise Unknown(f"{url} answers {error.code}") from None
        except (OSError, HTTPException, ValueError) as error:
            if not left:
                raise Unknown(f"{url}: {error}") from None
        time.sleep(wait)


def found() -> list[str]:
    """The current report for this repository; queries each source once."""

    @cache
    def answer(url: str) -> str | Unknown:
        try:
            return read(url)
        except Unknown as unknown:
            return unknown

    def once(url: str) -> str:
        if isinstance(said := answer(url), Unknown):
            raise said
        return said

    return report(ROOT, once, date.today())
