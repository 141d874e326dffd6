"""Runs the .NET SDK so that its output depends on files alone."""

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import IO

from tools.common import digests, programs
from tools.common.programs import Words
from tools.common.repository import ROOT, TOOLS

# MSBuild turns every environment variable into a property, and the C compiler and linker read variables too. A build therefore
# gets only these: locations, how NuGet reaches its server, and how .NET's programs run, which doesn't change their output.
VARIABLES = re.compile(
    r"(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|LD_LIBRARY_PATH|XDG_\w+|CI|DOTNET_\w+|NUGET_\w+|VSS_NUGET_\w+|SSL_CERT_\w+"
    r"|NuGetPackageSourceCredentials_.*|ARTIFACTS_CREDENTIALPROVIDER_\w+|QUICKCHANGE_\w+|UseSharedCompilation|SharedCompilationId|MSBUILDDISABLENODEREUSE)"
    r"|((http|https|ftp|all|no)_proxy)", re.IGNORECASE)
# The files that the SDK reads in the folders above a project, including all that MSBuild could import.
CONFIGURATION = re.compile(r"directory\..*|.*\.(props|targets|rsp|editorconfig|globalconfig)|global\.json|nuget\.config", re.IGNORECASE)


def run(*words: Words, output: IO[str]) -> int:
    """Runs dotnet and returns its exit status. Leaves no build server running."""
    return programs.run("dotnet", *words, "-nodeReuse:false", "-p:RunAnalyzers=false", output=output, environment=environment())


def environment() -> dict[str, str]:
    named = named_by_nuget()
    return {name: value for name, value in os.environ.items() if VARIABLES.fullmatch(name) or name in named}


def named_by_nuget() -> set[str]:
    """The variables in NuGet's configuration, such as the token of a feed, which are written as %NAME%.

    https://learn.microsoft.com/nuget/reference/nuget-config-file#using-environment-variables
    """
    files = [*(file for file in ROOT.iterdir() if file.name.lower() == "nuget.config"), Path.home() / ".nuget/NuGet/NuGet.Config"]
    return {name for file in files if file.exists() for name in re.findall(r"%(\w+)%", file.read_text())}


def digest(*texts: str, files: Iterable[Path]) -> str:
    """The digest of texts, of files, and of what all builds share: the SDK, and its configuration at the root of the repository."""
    configuration = [file for file in ROOT.iterdir() if CONFIGURATION.fullmatch(file.name)]
    return digests.of(*texts, files=[TOOLS / "common/dotnet.py", sdk(), *configuration, *files])


@cache
def sdk() -> Path:
    """The file that identifies the build of the SDK."""
    version = programs.answer("dotnet", "--version").strip()
    places = dict(re.findall(r"^(\S+) \[(.+)\]$", programs.answer("dotnet", "--list-sdks"), re.MULTILINE))
    return Path(places[version], version, ".version")
