"""The functions' projects, and the locations of the output of scripts/build."""

from dataclasses import dataclass
from pathlib import Path

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT


def names(folder: Path = FUNCTIONS) -> list[str]:
    return sorted(file.parent.name for file in folder.glob("*/function.json"))


@dataclass(frozen=True)
class Variant:
    """How functions are built: as they are shipped, or in a variant for tests and measurements.

    arch: the processor.
    runtime: the implementation of Amazon.Lambda.*.
    profile: the link profile of all functions, instead of the one in each project.
    folder: the folder of functions, relative to the root of the repository.
    """

    arch: str
    runtime: str = "quickchange"
    profile: str | None = None
    folder: str = "functions"

    @property
    def ships(self) -> bool:
        return self == Variant(self.arch)

    @property
    def artifacts(self) -> Path:
        """A separate folder for each variant, because builds would otherwise overwrite each other's state."""
        folder = None if self.folder == "functions" else self.folder.replace("/", "-")
        return ARTIFACTS / "-".join(filter(None, ("aot", self.runtime, self.arch, self.profile, folder)))

    def project_of(self, function: str) -> Path:
        """The project in a function's folder. Raises Failure if there is none, or more than one."""
        place = f"{self.folder}/{function}"
        if function not in names(ROOT / self.folder):
            raise Failure(f"function '{function}' doesn't exist: {place}/function.json is missing")
        projects = list((ROOT / place).glob("*.csproj"))
        if not projects:
            raise Failure(f"function '{function}' doesn't exist: {place}/ has no project file")
        if len(projects) > 1:
            raise Failure(f"{place}/ must have one project file, but has {len(projects)}")
        return projects[0]

    def bootstrap(self, function: str) -> Path:
        """The function's program, with its symbols next to it."""
        return self.artifacts / f"publish/{self.project_of(function).stem}/release_linux-{self.arch}/bootstrap"

    def native(self, function: str) -> Path:
        """The intermediate output of the compiler and the linker."""
        return self.artifacts / f"obj/{self.project_of(function).stem}/release_linux-{self.arch}/native"
