"""Lists, in Markdown, what this repository builds or runs on that is past its support or soon will be.

What it is comes from the repository's own files; how long it is supported, from endoflife.date and GitHub. A source that
can't be reached, or that does not know what it is asked for, is listed too. The list is empty if all is well.
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
from tools.common.repository import ROOT

REPORT = """\
Asks endoflife.date and GitHub about the runner images and actions of the workflows, and about .NET, Terraform,
Lambda's runtime and the distribution of releases. What is past its support, or soon will be, is listed in an
issue of GITHUB_REPOSITORY: a new one, or the one that is open. So is what could not be checked. If there is
nothing to list, that issue is closed. Needs gh, with GH_TOKEN.
"""
# Long enough to plan a move, and to see GitHub's image after next.
NOTICE = timedelta(days=180)
TRIES = 3
API = "https://api.github.com/repos"

# https://endoflife.date/docs/api/v1: the phase that counts here, where it is not a product's end of life (eol). Debian's
# volunteers support the processors we build on until the end of LTS (eoes); Lambda patches a runtime until it is
# deprecated (eoas), before it stops taking changes.
PHASES = {"debian": "eoes", "aws-lambda": "eoas"}

Fetch = Callable[[str], str]


class Unknown(Exception):
    """A source that could not be read, or does not say what it is asked; the text says why."""


@dataclass(frozen=True)
class Action:
    """An action as a workflow or another action uses it: owner/repository[/folder]@reference # version"""

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
    """A line of Markdown for each thing to do, in the order in which it is checked."""
    workflows = "\n".join(file.read_text() for file in sorted((root / ".github").glob("*/**/*.yml")))
    lines: list[str] = []

    def check(subject: str, found: Iterator[str]) -> None:
        try:
            lines.extend(found)
        except Unknown as unknown:
            lines.append(f"- {subject} could not be checked: {unknown}")
        except (KeyError, TypeError, ValueError) as error:
            lines.append(f"- {subject} could not be checked: a source answers in another form than is documented ({error!r})")

    for product, cycle in products(root, workflows):
        check(f"{product} {cycle}", past_support(f"{product} {cycle}", product, cycle, fetch, today))
    runtime = one(r"<NativeAotVersion>([\d.]+)<", root / "Directory.Packages.props")
    check(f"The newest patch of .NET {runtime}", unpatched(runtime, fetch))
    uncommented = re.sub(r"(?m)(^|\s)#.*", "", workflows)
    for image in sorted(set(re.findall(r"\b(?:ubuntu|windows|macos)-[\w.-]+", uncommented))):
        check(f"The runner image `{image}`", deprecated_image(image, fetch))
    for action in sorted(actions_in(workflows), key=lambda each: each.name):
        check(action.name, chain(outdated(action, fetch), old_node(action, fetch, today)))
    return lines


def products(root: Path, workflows: str) -> Iterator[tuple[str, str]]:
    """Product and release cycle, as endoflife.date names them."""
    yield "dotnet", json.loads((root / "global.json").read_text())["sdk"]["version"].split(".")[0]
    yield from sorted({("terraform", version) for version in re.findall(r"terraform_version: (\d+\.\d+)", workflows)})
    yield "aws-lambda", one(r'runtime\s*=\s*"([\w.]+)"', root / "terraform/modules/function/function.tf")
    name, release = distribution.RELEASE.split()
    yield name, release


def one(pattern: str, file: Path) -> str:
    found = re.search(pattern, file.read_text())
    if not found:
        raise Failure(f"{file}: nothing matches {pattern}; tools/github/end_of_support.py looks for it there")
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
        raise Unknown(f"{url} does not say whether it has {phase}")
    end = date.fromisoformat(day) if day else None
    page = f"https://endoflife.date/{product}"
    if ended or (end and end <= today):
        yield f"- {subject} has had no support since {end or 'some time'}: {page}"
    elif end and end <= today + NOTICE:
        yield f"- {subject} has support until {end}: {page}"


def unpatched(runtime: str, fetch: Fetch) -> Iterator[str]:
    """Whether the .NET that is compiled into functions has a newer patch, which Dependabot does not see."""
    newest = parsed(release_of("dotnet", runtime.split(".")[0]), fetch)["result"]["latest"]["name"]
    if numbers(newest) > numbers(runtime):
        yield f"- Functions have .NET {runtime} in them, and {newest} is its newest patch: NativeAotVersion in Directory.Packages.props"


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def deprecated_image(image: str, fetch: Fetch) -> Iterator[str]:
    """What the table of images and the announcements of actions/runner-images say of an image."""
    page = "https://github.com/actions/runner-images"
    rows = [row for row in fetch(f"{API}/actions/runner-images/readme").splitlines() if row.startswith("|") and f"`{image}`" in row]
    if not rows:
        yield f"- The runner image `{image}` is not among those of {page}"
    elif any("deprecated" in row for row in rows):
        yield f"- The runner image `{image}` is deprecated: {page}"
    # Their titles name a system and a release, in several ways: "The Ubuntu 22 based runner images will be …".
    system, release = re.findall(r"[a-z]+|\d+", image)[:2]
    for issue in parsed(f"{API}/actions/runner-images/issues?labels=Announcement&state=open&per_page=100", fetch):
        title = issue["title"]
        if re.search(rf"\b{system}\D{{0,10}}{release}\b", title, re.I) and re.search("deprecat|unsupported|retire|remov", title, re.I):
            yield f"- The runner image `{image}`: “{title}”, {issue['html_url']}"


def outdated(action: Action, fetch: Fetch) -> Iterator[str]:
    newest = parsed(f"{API}/{action.repository}/releases/latest", fetch)["tag_name"]
    if major(newest) != major(action.version):
        yield f"- {action.name} {action.version} is used, and {newest} is its newest release"


def major(version: str) -> str:
    return version.removeprefix("v").split(".")[0]


def old_node(action: Action, fetch: Fetch, today: date) -> Iterator[str]:
    """Whether the Node.js that an action runs on is past its support; a composite action's are those of its steps."""
    text = definition(action, fetch)
    using = re.search(r"(?m)^\s*using:\s*['\"]?(\w+)", text)
    if not using:
        raise Unknown(f"its action.yml at {action.reference} does not say what it runs on")
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
        raise Unknown(f"{url} does not answer with JSON") from None


def read(url: str, wait: float = 5) -> str:
    """What a public address answers. A file of GitHub's API comes as itself, as its media type for that says:
    https://docs.github.com/en/rest/repos/contents#custom-media-types-for-repository-contents"""
    request = urllib.request.Request(url, headers={"User-Agent": "quickchange"})
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
    """The report of this repository today; each source is asked once."""

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
