"""The files of this repository."""

from pathlib import Path

from tools.common import programs
from tools.common.repository import ROOT


def files(*patterns: str, root: Path = ROOT) -> list[Path]:
    """The files that git tracks or doesn't ignore, such as those of a new function: all, or those that match git patterns."""
    listed = programs.answer("git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns)
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]
