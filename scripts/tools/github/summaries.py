"""Appends Markdown to the file GITHUB_STEP_SUMMARY, or prints it where that is not set: a table of
the sizes of all zips that were built, the URLs of what scripts/deploy applied from FOLDER, or the
table that scripts/bench left in FOLDER.
For a deployment, the output "url" of the step is where its routes begin.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS


def sizes() -> Iterator[str]:
    zips = sorted(ARTIFACTS.glob("linux-*/*.zip"))
    if not zips:
        raise Failure("there are no zips in artifacts/")
    yield "| function | processor | zip, bytes |"
    yield "| --- | --- | ---: |"
    for zipped in zips:
        yield f"| {zipped.stem} | {zipped.parent.name.removeprefix('linux-')} | {zipped.stat().st_size} |"


def deployment(folder: Path) -> Iterator[str]:
    outputs, manifest = (json.loads((folder / name).read_text()) for name in ("outputs.json", "manifest.json"))
    yield f"`{manifest['environment']}` serves commit {manifest['commit']}; every route was called.\n"
    yield "| route | URL |\n| --- | --- |"
    for route, url in outputs["routes"]["value"].items():
        yield f"| `{route}` | {url} |"
    append("GITHUB_OUTPUT", f"url={outputs['base_url']['value']}\n")


def benchmark(folder: Path) -> Iterator[str]:
    table = folder / "bench.md"
    if not table.exists():
        raise Failure(f"there is no {table}; scripts/bench makes it")
    yield table.read_text().rstrip("\n")


SUMMARIES = {"sizes": sizes, "deployment": deployment, "benchmark": benchmark}


def write(of: str, folder: Path | None) -> None:
    if (of == "sizes") == (folder is not None):
        raise Failure(f"{of} {'takes no other word' if folder else 'needs a folder'}; see scripts/ci/summary --help")
    text = "".join(f"{line}\n" for line in SUMMARIES[of](*([folder] if folder else [])))
    if not append("GITHUB_STEP_SUMMARY", text):
        print(text, end="")


def append(variable: str, text: str) -> bool:
    """Adds text to the file that a variable of a job names; returns whether there is one."""
    if variable not in os.environ:
        return False
    with open(os.environ[variable], "a") as file:
        file.write(text)
    return True
