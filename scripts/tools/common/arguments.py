"""Parses the arguments of a command."""

import argparse
import sys
from typing import NoReturn

from tools.common.command import Failure


class Parser(argparse.ArgumentParser):
    """Reports a mistake as a Failure that mentions --help."""

    def __init__(self, description: str | None, prog: str | None = None, epilog: str | None = None) -> None:
        super().__init__(prog or sys.argv[0], description=description, epilog=epilog,
                         formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise Failure(f"{message.removeprefix('argument ')}; see {self.prog} --help")
