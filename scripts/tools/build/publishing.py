"""Compiles functions with Native AOT."""

import fcntl
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.common import processors, programs, solutions
from tools.common.builds import Variant
from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, ROOT


@contextmanager
def locked(name: str) -> Iterator[None]:
    """Lets only one build at a time write to the folders; others wait. Programs that are started meanwhile don't hold the lock."""
    ARTIFACTS.mkdir(exist_ok=True)
    with (ARTIFACTS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def publish(variant: Variant, functions: list[str]) -> None:
    """Raises Failure, with the compiler's errors on standard error."""
    artifacts = variant.artifacts
    solution = solutions.write(artifacts / "Functions.slnx", map(variant.project_of, functions))
    options = [f"-p:LinkProfile={variant.profile}"] if variant.profile else []
    log = artifacts / "publish.log"
    with log.open("w") as output:
        # Analyzers are for editing a project; the Native AOT compiler reports its own warnings.
        # Without this property, the shared libraries, which the solution doesn't list, would be built in the Debug configuration.
        status = programs.run(
            "dotnet", "publish", solution, "--configuration", "Release", f"-p:RuntimeIdentifier=linux-{variant.arch}",
            "-p:ShouldUnsetParentConfigurationAndPlatform=false", f"-p:LambdaRuntime={variant.runtime}", f"-p:ArtifactsPath={artifacts}",
            "-p:RunAnalyzers=false", *link_options(variant.arch), *options, "-nodeReuse:false", "-verbosity:minimal", output=output)
    if status:
        said = log.read_text(errors="replace")
        if variant.runtime == "aws" and re.search(r"NU110[0-9].*Amazon\.Lambda", said):
            raise Failure("--runtime aws needs the NuGet packages Amazon.Lambda.*, but none of your NuGet sources has them; "
                          "add one that does, or build with --runtime quickchange")
        errors = sorted({line for line in said.splitlines() if re.search(": error|error :", line)})
        print(*errors or said.splitlines()[-40:], sep="\n", file=sys.stderr)
        raise Failure(f"could not build {' '.join(functions)} for linux-{variant.arch}; see {log.relative_to(ROOT)} for the complete log")


def link_options(arch: str) -> list[str]:
    """The linker for a processor."""
    # .NET would use clang if it is installed, which produces different bytes.
    if arch == processors.host():
        return ["-p:CppCompilerAndLinker=gcc"]
    triple = {"x64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}[arch]
    return ["-p:CppCompilerAndLinker=clang", "-p:LinkerFlavor=lld", f"-p:ObjCopyName={triple}-objcopy"]
