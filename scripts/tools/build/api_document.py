"""Generates the OpenAPI document of all routes from the descriptors and the types in the functions' assemblies."""

import sys

from tools.common import programs, solutions
from tools.common.command import Failure, say
from tools.common.repository import ARTIFACTS, FUNCTIONS, SCRIPTS

FILE = ARTIFACTS / "openapi.json"


def make() -> None:
    say("generating the OpenAPI document")
    artifacts = ARTIFACTS / "openapi"
    solution = solutions.write(artifacts / "Functions.slnx", [*sorted(FUNCTIONS.glob("*/*.csproj")), SCRIPTS / "openapi/OpenApiDocument.csproj"])
    log = artifacts / "build.log"
    with log.open("w") as output:
        status = programs.run("dotnet", "build", solution, "--configuration", "Release", f"-p:ArtifactsPath={artifacts}",
                              "-p:ShouldUnsetParentConfigurationAndPlatform=false", "-p:RunAnalyzers=false", "-nodeReuse:false",
                              "-verbosity:quiet", output=output)
    if status:
        print(*log.read_text(errors="replace").splitlines()[-40:], sep="\n", file=sys.stderr)
        raise Failure("the OpenAPI document was not generated: a project that it needs could not be built")
    if programs.run(artifacts / "bin/OpenApiDocument/release/OpenApiDocument", FUNCTIONS, artifacts / "bin", FILE):
        raise Failure("the OpenAPI document was not generated")
