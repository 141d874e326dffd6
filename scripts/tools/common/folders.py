"""Removes folders."""

import shutil
from pathlib import Path

from tools.common.command import Failure


def remove(folder: Path) -> None:
    """Removes a folder, if it exists. Raises Failure if something in it can't be removed, such as the files of another user."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Failure(f"{folder} could not be removed: {error}. Remove it yourself") from error
