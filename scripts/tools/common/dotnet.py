"""Runs the .NET SDK so that what it makes depends on files alone."""

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import IO

from tools.common import digests, programs
from tools.common.programs import Words
from tools.common.repository import ROOT, TOOLS

# MSBuild takes every variable for a property, and C's compiler and linker have variables of their own, so a build gets these
# alone: where things are, how NuGet reaches its server, and how .NET's own programs run, which changes nothing that they make.
VARIABLES = re.compile(
    r"(PATH|HOME|USER|LOGNAME|TMPDIR|TZ|LANG|LC_\w+|LD_LIBRARY_PATH|XDG_\w+|CI|DOTNET_\w+|NUGET_\w+|VSS_NUGET_\w+|SSL_CERT_\w+"
    r"|NuGetPackageSourceCredentials_.*|ARTIFACTS_CREDENTIALPROVIDER_\w+|QUICKCHANGE_\w+|UseSharedCompilation|SharedCompilationId|MSBUILDDISABLENODEREUSE)"
    r"|((http|https|ftp|all|no)_proxy)", re.IGNORECASE)
# What the SDK reads in the folders above a project, beside the files that have an MSBuild name.
CONFIGURATION = re.compile(r"directory\..*|.*\.(props|targets|rsp|editorconfig|globalconfig)|global\.json|nuget\.config", re.IGNORECASE)


def run(*words: Words, output: IO[str]) -> int:
    """Runs dotnet to its end and returns its exit status. No server of it outlives it."""
    return programs.run("dotnet", *words, "-nodeReuse:false", "-p:RunAnalyzers=false", output=output, environment=environment())


def environment() -> dict[str, str]:
    named = named_by_nuget()
    return {name: value for name, value in os.environ.items() if VARIABLES.fullmatch(name) or name in named}


def named_by_nuget() -> set[str]:
    """The variables in NuGet's configuration, such as the token of a feed, which are written as %NAME%.

    https://learn.microsoft.com/nuget/reference/nuget-config-file#using-environment-variables
    """
    files = [*ROOT.glob("[Nn]u[Gg]et.[Cc]onfig"), Path.home() / ".nuget/NuGet/NuGet.Config"]
    return {name for file in files if file.exists() for name in re.findall(r"%(\w+)%", file.read_text())}


def digest(*texts: str, files: Iterable[Path]) -> str:
    """Of texts, of files, and of what all builds have in common: the SDK, and what it reads at the top of the repository."""
    configuration = [file for file in ROOT.iterdir() if CONFIGURATION.fullmatch(file.name)]
    return digests.of(*texts, files=[TOOLS / "common/dotnet.py", sdk(), *configuration, *files])


@cache
def sdk() -> Path:
    """A file that says which build of the SDK this is."""
    version = programs.answer("dotnet", "--version").strip()
    places = dict(re.findall(r"^(\S+) \[(.+)\]$", programs.answer("dotnet", "--list-sdks"), re.MULTILINE))
    return Path(places[version], version, ".version")
