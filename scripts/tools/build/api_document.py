"""Generates the OpenAPI document of all routes from the descriptors and the types in the functions' assemblies."""

from tools.build import publishing
from tools.build.objects import Objects, project_files
from tools.common import builds, digests, folders, processors, programs
from tools.common.builds import Variant
from tools.common.command import Failure, step
from tools.common.digests import Stamp
from tools.common.locks import locked
from tools.common.repository import ARTIFACTS, FUNCTIONS, SCRIPTS, TOOLS

FILE = ARTIFACTS / "openapi.json"
PROGRAM = SCRIPTS / "openapi"


def make() -> None:
    """Compiles the assemblies for this machine's processor, so that publishing can reuse them."""
    variant, functions, stamp = Variant(processors.host()), builds.names(), Stamp(ARTIFACTS / ".openapi.made-of")
    with locked(f"build-{variant.arch}"):
        objects = Objects(variant)
        made_of = digest(objects, functions)
        if stamp.holds(made_of, [FILE]):
            return
        stamp.clear()
        with step("generating the OpenAPI document"):
            bare = objects.begin(objects.lacking(functions))
            # MSBuild looks at times.
            for kind in ("obj", "bin"):
                folders.remove(variant.artifacts / kind / "OpenApiDocument")
            publishing.build(variant, functions, PROGRAM / "OpenApiDocument.csproj")
            objects.assembled(bare)
            folder = variant.artifacts / "bin"
            if programs.run(folder / "OpenApiDocument/release/OpenApiDocument", FUNCTIONS, folder, f"release_linux-{variant.arch}", FILE):
                raise Failure("the OpenAPI document was not generated; see the error above")
        if digest(Objects(variant), functions) == made_of:
            stamp.write(made_of, [FILE])


def digest(objects: Objects, functions: list[str]) -> str:
    return digests.of(*map(objects.made_of, functions), files=[TOOLS / "build/api_document.py", FUNCTIONS / "info.json", *project_files(PROGRAM)])
