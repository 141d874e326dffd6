"""The files of this repository."""

from pathlib import Path

from tools.common import programs
from tools.common.repository import ROOT


def files(*patterns: str, root: Path = ROOT) -> list[Path]:
    """Those that git knows, or could know, as those of a function made a minute ago; all, or those that match a pattern of git's."""
    listed = programs.answer("git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns)
    return [root / name for name in listed.split("\0") if name and (root / name).is_file()]
