"""What builds of functions leave for the next one, which may use only what was made of the sources that are there now.

MSBuild looks at times, which say nothing where an older file has come back. So what a build begins with is decided here: all that
was made of something else is removed before.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from tools.build import toolchain
from tools.common import digests, dotnet, folders
from tools.common.builds import Variant
from tools.common.digests import Stamp
from tools.common.repository import FUNCTIONS, ROOT, TOOLS

# Folders of the repository that no function is compiled of. One that is made later may be, and so is taken for it.
NOT_COMPILED = {"artifacts", "docs", "scripts", "terraform", FUNCTIONS.name}
# Folders of a project that are projects themselves (Directory.Build.props).
PROJECTS = ("tests", "benchmarks")
# In the folder of all functions: what checks and documents them.
ABOUT_FUNCTIONS = {".json", ".md"}
# Here, what decides how they are compiled.
COMPILING = [TOOLS / f"{name}.py" for name in ("build/objects", "build/publishing", "build/toolchain", "common/builds")]


class Objects:
    """What the builds of a variant leave, by functions."""

    def __init__(self, variant: Variant) -> None:
        self._variant = variant
        self._made_of: dict[str, str] = {}

    def made_of(self, function: str) -> str:
        """The digest of all that it is compiled of, as it is now or was when it was first asked for."""
        if function not in self._made_of:
            self._made_of[function] = digests.of(self._common, files=project_files(self._folder_of(function)))
        return self._made_of[function]

    def lacking(self, functions: Iterable[str]) -> list[str]:
        """Those that are not compiled yet, of what is here now, or whose program somebody has changed or removed."""
        return [function for function in functions if not self._program(function).holds(self.made_of(function), self._made(function))]

    def begin(self, functions: list[str]) -> list[str]:
        """Removes what was made of something else, of these functions and of what they share.

        Returns those that have no assembly now: an earlier run may have come as far as that.
        """
        common = self._variant.artifacts / "made-of"
        if not common.exists() or common.read_text() != self._common:
            folders.remove(self._variant.artifacts)
            self._variant.artifacts.mkdir(parents=True)
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

    def assembled(self, functions: list[str]) -> None:
        """They have assemblies. Those whose sources have changed meanwhile are begun anew the next time."""
        if Objects(self._variant)._common == self._common:
            (self._variant.artifacts / "made-of").write_text(self._common)
        for function in self._unchanged(functions):
            self._assembly(function).write(self.made_of(function), [])

    def published(self, functions: list[str]) -> None:
        """They have programs; of changed sources, as before."""
        for function in functions:
            self._assembly(function).clear()
        for function in self._unchanged(functions):
            self._program(function).write(self.made_of(function), self._made(function))

    def _unchanged(self, functions: list[str]) -> list[str]:
        now = Objects(self._variant)
        return [function for function in functions if now.made_of(function) == self.made_of(function)]

    @cached_property
    def _common(self) -> str:
        """What is the same for all functions of the variant."""
        sources = [*shared_files(), *common_files(FUNCTIONS), *common_files(ROOT / self._variant.folder), *COMPILING]
        return dotnet.digest(repr(self._variant), files=[*sources, *toolchain.files(self._variant.arch)])

    def _folder(self, kind: str, function: str) -> Path:
        return self._variant.artifacts / kind / self._variant.project_of(function).stem

    def _folder_of(self, function: str) -> Path:
        return self._variant.project_of(function).parent

    def _made(self, function: str) -> list[Path]:
        """What others read of it."""
        bootstrap, native = self._variant.bootstrap(function), self._variant.native(function)
        return [bootstrap, bootstrap.with_suffix(".dbg"), *(native / f"bootstrap.{kind}" for kind in ("mstat", "map", "ilc.rsp"))]

    def _assembly(self, function: str) -> Stamp:
        """There from when it has an assembly until it has a program."""
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

