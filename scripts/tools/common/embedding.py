"""Builds the program that turns an ONNX network into the form that shared/Algorithms runs."""

import sys
from pathlib import Path

from tools.common import dotnet
from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, ROOT

PROJECT = ROOT / "shared/Algorithms/embedding/Algorithms.Embedding.csproj"


def build() -> Path:
    """Returns the program. Raises Failure if it can't be built."""
    artifacts = ARTIFACTS / "embedding"
    artifacts.mkdir(parents=True, exist_ok=True)
    log = artifacts / "build.log"
    with log.open("w") as output:
        status = dotnet.run("build", PROJECT, "--configuration", "Release", f"-p:ArtifactsPath={artifacts}", "-verbosity:quiet", output=output)
    if status:
        print(log.read_text(errors="replace"), end="", file=sys.stderr)
        raise Failure("the program that embeds networks could not be built")
    return artifacts / "bin/Algorithms.Embedding/release/Embed.dll"
