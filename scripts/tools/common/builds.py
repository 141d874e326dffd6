"""Functions' projects, and where scripts/build leaves what it makes of them."""

from dataclasses import dataclass
from pathlib import Path

from tools.common.command import Failure
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT


def names(folder: Path = FUNCTIONS) -> list[str]:
    return sorted(file.parent.name for file in folder.glob("*/function.json"))


@dataclass(frozen=True)
class Variant:
    """How functions are built: as they ship, or otherwise, to be tested and measured.

    arch: the processor.
    runtime: what stands behind Amazon.Lambda.*.
    profile: how all of them link, instead of what each project says.
    folder: the folder of functions, from the repository's root.
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
        """A folder of its own: builds for either runtime, processor and profile, and for tests, would overwrite each other's state."""
        folder = None if self.folder == "functions" else self.folder.replace("/", "-")
        return ARTIFACTS / "-".join(filter(None, ("aot", self.runtime, self.arch, self.profile, folder)))

    def project_of(self, function: str) -> Path:
        """The one project in a function's folder. Raises Failure if there is none, or more than one."""
        place = f"{self.folder}/{function}"
        if function not in names(ROOT / self.folder):
            raise Failure(f"there is no function '{function}': there is no {place}/function.json")
        projects = list((ROOT / place).glob("*.csproj"))
        if not projects:
            raise Failure(f"there is no function '{function}': {place}/ has no project file")
        if len(projects) > 1:
            raise Failure(f"{place}/ must have one project file, and has {len(projects)}")
        return projects[0]

    def bootstrap(self, function: str) -> Path:
        """Its program; its symbols are beside it."""
        return self.artifacts / f"publish/{self.project_of(function).stem}/release_linux-{self.arch}/bootstrap"

    def native(self, function: str) -> Path:
        """What the compiler and the linker leave of their work."""
        return self.artifacts / f"obj/{self.project_of(function).stem}/release_linux-{self.arch}/native"
