"""The functions of the C and C++ libraries that a start runs, as the linker's input sections, in the order in which they first run.

The linker writes a map of what it has put where (ld(1), -Map). The runtime is compiled with a section for each function, the C
library with one for each of its files.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

# Chosen at a start by the processor, or run for what the kernel maps, neither of which is the same under QEMU.
AS_THE_MACHINE_WANTS = ("*libc.a:dl-*.o(.text)", "*libc.a:*(.text.*)")

HEAD = """\
/*
 * The libraries' functions that a start runs, in the order in which they first run. Made by scripts/order.
 */
SECTIONS
{
  .text.start : {
"""
TAIL = """\
  }
}
INSERT BEFORE .text;
"""


class Section(NamedTuple):
    """An input section of code that comes from a library, and the linker's pattern for it."""

    start: int
    end: int
    pattern: str


def sections(linker_map: str) -> list[Section]:
    """By address. A section that was left out has no address, or no size."""
    _, _, placed = linker_map.partition("Linker script and memory map")
    # A long name stands on a line of its own.
    lines = re.findall(r"^ (\.text\S*)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+) (?:.*/)?(lib[^/]*)\.a\((.+)\)$", placed, re.MULTILINE)
    found = []
    for name, address, size, library, member in lines:
        start, length = int(address, 16), int(size, 16)
        if start and length:
            # The version is in some names of the C library's: libm-2.36.a.
            library = re.sub(r"-[\d.]+$", "*", library)
            found.append(Section(start, start + length, f"*{library}.a:{member}({name})"))
    return sorted(found)


def write(file: Path, patterns: Iterable[str]) -> None:
    file.write_text(HEAD + "".join(f"    {pattern}\n" for pattern in [*patterns, *AS_THE_MACHINE_WANTS]) + TAIL)


def symbols(file: Path) -> set[str]:
    """The functions that have a section of their own, by their symbols."""
    return set(re.findall(r"\(\.text\.([\w.$]+)\)", file.read_text()))
