"""Solutions of .NET projects, to build or test projects in parallel with one command."""

import os
from collections.abc import Iterable
from pathlib import Path


def write(file: Path, projects: Iterable[Path]) -> Path:
    lines = (f'  <Project Path="{os.path.relpath(project, file.parent)}" />\n' for project in projects)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"<Solution>\n{''.join(lines)}</Solution>\n")
    return file
