"""Appends Markdown to the file GITHUB_STEP_SUMMARY, or prints it if the variable is not set: a table
of the sizes of all zips, the URLs of the deployment that scripts/deploy applied from FOLDER, or the
table that scripts/bench wrote to FOLDER.
For a deployment, the output "url" of the step is the base URL of its routes.
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
        raise Failure("artifacts/ contains no zips")
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
        raise Failure(f"{table} doesn't exist; scripts/bench creates it")
    yield table.read_text().rstrip("\n")


SUMMARIES = {"sizes": sizes, "deployment": deployment, "benchmark": benchmark}


def write(of: str, folder: Path | None) -> None:
    if (of == "sizes") == (folder is not None):
        raise Failure(f"{of} {'takes no other argument' if folder else 'needs a folder'}; see scripts/ci/summary --help")
    text = "".join(f"{line}\n" for line in SUMMARIES[of](*([folder] if folder else [])))
    if not append("GITHUB_STEP_SUMMARY", text):
        print(text, end="")


def append(variable: str, text: str) -> bool:
    """Appends text to the file that a variable of a job names; returns whether the variable is set."""
    if variable not in os.environ:
        return False
    with open(os.environ[variable], "a") as file:
        file.write(text)
    return True
