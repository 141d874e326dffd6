"""Packs a published bootstrap into a zip that Lambda takes, if bootstrap and zip pass their gates."""

import argparse
import sys
from pathlib import Path

from tools.build import binary_gates
from tools.build import packing
from tools.build import zip_gates


def named(word: str) -> tuple[str, Path]:
    name, _, path = word.partition("=")
    if not Path(path).is_file():
        sys.exit(f"{name} is to be in the zip, and there is no file {path}")
    return name, Path(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--arch", choices=sorted(binary_gates.ELF_MACHINES), required=True)
    parser.add_argument("--budget-kb", type=int, help="the most that the zip may have, in thousands of bytes; no limit by default")
    parser.add_argument("binary", type=Path)
    parser.add_argument("zip", type=Path)
    parser.add_argument("data", nargs="*", metavar="NAME=PATH", help="files beside bootstrap")
    options = parser.parse_args()

    data = dict(map(named, options.data))
    try:
        binary_gates.check(options.binary, options.arch)
        content = packing.pack(options.binary, data)
        zip_gates.check(options.zip, content, set(data), options.budget_kb)
    except binary_gates.Refused as refused:
        sys.exit(str(refused))
    packing.write(options.zip, content)
    print(f"{options.zip.name}: {len(content) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
