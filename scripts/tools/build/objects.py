"""The output of earlier builds of functions, which a build may reuse only if the sources are still the same.

MSBuild compares times, and misses a change if an older file replaces a newer one. Therefore, everything that was made from other
sources is removed before a build.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from tools.build import toolchain
from tools.common import builds, digests, dotnet, folders
from tools.common.builds import Variant
from tools.common.digests import Stamp
from tools.common.repository import FUNCTIONS, ROOT, TOOLS

# Folders of the repository without sources of functions. Any other folder, even one added later, counts as sources.
NOT_COMPILED = {"artifacts", "docs", "scripts", "terraform", FUNCTIONS.name}
# Folders in a project that are separate projects (Directory.Build.props).
PROJECTS = ("tests", "benchmarks")
# Files directly in functions/ that are not compiled: they check and document functions.
ABOUT_FUNCTIONS = {".json", ".md"}
# The tools that determine how functions are compiled.
COMPILING = [TOOLS / f"{name}.py" for name in ("build/objects", "build/publishing", "build/toolchain", "common/builds")]


class Objects:
    """The output of a variant's builds, by function."""

    def __init__(self, variant: Variant) -> None:
        self._variant = variant
        self._made_of: dict[str, str] = {}

    def made_of(self, function: str) -> str:
        """The digest of everything that the function is compiled from, as of the first call."""
        if function not in self._made_of:
            self._made_of[function] = digests.of(self._common, files=project_files(self._folder_of(function)))
        return self._made_of[function]

    def lacking(self, functions: Iterable[str]) -> list[str]:
        """The functions that have no program made from the current sources, or whose program was changed or removed."""
        return [function for function in functions if not self._program(function).holds(self.made_of(function), self._made(function))]

    def begin(self, functions: list[str]) -> list[str]:
        """Removes the output of these functions and of shared code that was made from other sources.

        Returns the functions that have no assembly now. An interrupted build can leave assemblies without programs.
        """
        common = self._variant.artifacts / "made-of"
        if not common.exists() or common.read_text() != self._common:
            self._remove_shared()
            self._variant.artifacts.mkdir(parents=True, exist_ok=True)
        bare = [function for function in functions
                if not self._assembly(function).holds(self.made_of(function), []) or not self._folder("obj", function).exists()]
        for function in functions:
            self._program(function).clear()
            folders.remove(self._folder("publish", function))
            folders.remove(self._variant.native(function))
        for function in bare:
            self._assembly(function).clear()
            for kind in ("obj", "bin"):
                folders.remove(self._folder(kind, function))
        if bare:
            # Until they are assembled, of sources that have not changed meanwhile.
            common.unlink(missing_ok=True)
        return bare

    def _remove_shared(self) -> None:
        """Removes the output of all projects but functions, whose stamps include what they share."""
        functions = {self._variant.project_of(function).stem for function in builds.names(ROOT / self._variant.folder)}
        for kind in ("obj", "bin"):
            for folder in (self._variant.artifacts / kind).glob("*"):
                if folder.name not in functions:
                    folders.remove(folder)

    def assembled(self, functions: list[str]) -> None:
        """Records that the functions have assemblies, unless their sources changed in the meantime: the next build starts those over."""
        if Objects(self._variant)._common == self._common:
            (self._variant.artifacts / "made-of").write_text(self._common)
        for function in self._unchanged(functions):
            self._assembly(function).write(self.made_of(function), [])

    def published(self, functions: list[str]) -> None:
        """Records that the functions have programs, with the same exception."""
        for function in functions:
            self._assembly(function).clear()
        for function in self._unchanged(functions):
            self._program(function).write(self.made_of(function), self._made(function))

    def _unchanged(self, functions: list[str]) -> list[str]:
        now = Objects(self._variant)
        return [function for function in functions if now.made_of(function) == self.made_of(function)]

    @cached_property
    def _common(self) -> str:
        """The digest of what all functions of the variant share."""
        sources = [*shared_files(), *common_files(FUNCTIONS), *common_files(ROOT / self._variant.folder), *COMPILING]
        return dotnet.digest(repr(self._variant), files=[*sources, *toolchain.files(self._variant.arch)])

    def _folder(self, kind: str, function: str) -> Path:
        return self._variant.artifacts / kind / self._variant.project_of(function).stem

    def _folder_of(self, function: str) -> Path:
        return self._variant.project_of(function).parent

    def _made(self, function: str) -> list[Path]:
        """The files of the function that other tools read."""
        bootstrap, native = self._variant.bootstrap(function), self._variant.native(function)
        return [bootstrap, bootstrap.with_suffix(".dbg"), *(native / f"bootstrap.{kind}" for kind in ("mstat", "map", "ilc.rsp"))]

    def _assembly(self, function: str) -> Stamp:
        """The stamp of a function that has an assembly but no program yet."""
        return Stamp(self._variant.artifacts / f"{function}.assembled")

    def _program(self, function: str) -> Stamp:
        return Stamp(self._variant.artifacts / f"{function}.published")


def shared_files() -> Iterator[Path]:
    for folder in ROOT.iterdir():
        if folder.is_dir() and folder.name not in NOT_COMPILED and not folder.name.startswith("."):
            for file in folder.iterdir():
                yield from project_files(file) if file.is_dir() else [file]


def common_files(folder: Path) -> Iterator[Path]:
    """Files directly in a folder of functions."""
    return (file for file in folder.iterdir() if file.is_file() and file.suffix not in ABOUT_FUNCTIONS)


def project_files(project: Path) -> Iterator[Path]:
    return digests.below(project, *PROJECTS)

