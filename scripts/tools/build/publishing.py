"""Compiles functions with Native AOT."""

import re
import sys
from pathlib import Path

from tools.build import toolchain
from tools.common import dotnet, solutions
from tools.common.builds import Variant
from tools.common.command import Failure
from tools.common.repository import ROOT


def build(variant: Variant, functions: list[str], *others: Path) -> None:
    """Compiles functions and other projects to assemblies. Raises Failure, with the compiler's errors on standard error."""
    # A solution rejects the target Build for a single processor, but its projects don't.
    run("build", variant, functions, *others, options=["-target:CoreBuild"])


def publish(variant: Variant, functions: list[str]) -> None:
    """Compiles assemblies to programs. Raises Failure, like build."""
    run("publish", variant, functions, options=["--no-build"])


def run(verb: str, variant: Variant, functions: list[str], *others: Path, options: list[str]) -> None:
    artifacts = variant.artifacts
    solution = solutions.write(artifacts / f"{verb}.slnx", [*map(variant.project_of, functions), *others])
    profile = [f"-p:LinkProfile={variant.profile}"] if variant.profile else []
    log = artifacts / f"{verb}.log"
    with log.open("w") as output:
        # Analyzers are for editing a project; the Native AOT compiler reports its own warnings.
        # Without this property, the shared libraries, which the solution doesn't list, would be built in the Debug configuration.
        status = dotnet.run(
            verb, solution, "--configuration", "Release", f"-p:RuntimeIdentifier=linux-{variant.arch}",
            "-p:ShouldUnsetParentConfigurationAndPlatform=false", f"-p:LambdaRuntime={variant.runtime}", f"-p:ArtifactsPath={artifacts}",
            *toolchain.options(variant.arch), *profile, *options, "-verbosity:minimal", output=output)
    if status:
        said = log.read_text(errors="replace")
        if variant.runtime == "aws" and re.search(r"NU110[0-9].*Amazon\.Lambda", said):
            raise Failure("--runtime aws needs the NuGet packages Amazon.Lambda.*, but none of your NuGet sources has them; "
                          "add one that does, or build with --runtime quickchange")
        errors = sorted({line for line in said.splitlines() if re.search(": error|error :", line)})
        print(*errors or said.splitlines()[-40:], sep="\n", file=sys.stderr)
        raise Failure(f"could not build {' '.join(functions)} for linux-{variant.arch}; see {log.relative_to(ROOT)} for the complete log")
