"""The C# programs in scripts/ that commands run: each is built when its sources have changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.common import digests, dotnet, folders
from tools.common.command import Failure
from tools.common.digests import Stamp
from tools.common.locks import locked
from tools.common.repository import ARTIFACTS, SCRIPTS, TOOLS


@contextmanager
def published(folder: str, *left_out: str) -> Iterator[Path]:
    """Publishes the program in a folder of scripts/, and yields where it is; copy it within the block, after which it can change.

    left_out: subfolders that don't belong to the program.
    """
    artifacts = ARTIFACTS / folder
    program, stamp = artifacts / "program", Stamp(artifacts / "made-of")
    project, = (SCRIPTS / folder).glob("*.csproj")

    def made_of() -> str:
        return dotnet.digest(files=[TOOLS / "common/own_programs.py", *digests.below(SCRIPTS / folder, "tests", *left_out)])

    with locked(folder):
        before = made_of()
        if not stamp.holds(before, digests.below(program)):
            # MSBuild compares times, which can miss a change.
            folders.remove(artifacts)
            artifacts.mkdir(parents=True)
            log = artifacts / "publish.log"
            with log.open("w") as said:
                status = dotnet.run("publish", project, "--configuration", "Release", f"-p:ArtifactsPath={artifacts}", "--output", program,
                                    "-verbosity:quiet", output=said)
            if status:
                raise Failure(f"scripts/{folder} could not be built:\n{log.read_text(errors='replace')}")
            if made_of() == before:
                stamp.write(before, digests.below(program))
        yield program
