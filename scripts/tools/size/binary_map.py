"""The contents of a function's binary: its sections, then its code and data by assembly, or by the first words of a type's name.

It reads the symbols that scripts/build leaves next to the binary. A symbol extends to the next one, because the compiler assigns
no size to data. A generic method belongs to the assembly that declares it, whatever its type arguments.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.common.elf import readelf

# The prefixes that the compiler adds to the name of a type.
PREFIX = re.compile(
    r"_ZTV\d+|unbox_|__(?:Array<|GCSTATICS|NONGCSTATICS|THREADSTATICS|TypeThreadStaticIndex_|GCStaticEEType_|writableData|GenericDict_|"
    r"InterfaceDispatchCell_|InterfaceDispatchMap_|SealedVTable_|vtable_|genericcomposition_|runtimeNonGCStatics|NativeLayout\w*?_)"
)
# Sections without symbols, and their purposes.
WHOLE = {
    ".dotnet_eh_table": "(stack traces and exceptions: handlers)",
    ".eh_frame": "(stack traces and exceptions: frames)",
    ".eh_frame_hdr": "(stack traces and exceptions: index)",
}


def assemblies(responses: Path) -> list[str]:
    """The assemblies that were compiled, longest names first."""
    names = {Path(path).stem for path in re.findall(r"^(?:-r:|--reference:)?(/.*\.dll)$", responses.read_text(), re.MULTILINE)}
    return sorted(names, key=lambda name: (-len(name), name))


def mangled(assembly: str) -> str:
    return re.sub(r"\W", "_", assembly.replace("System.Private.", "S.P."))


def area(symbol: str, names: dict[str, str], words: int) -> str:
    """The area of a symbol; names maps symbol prefixes to assemblies, longest first."""
    rest = symbol
    while found := PREFIX.match(rest):
        rest = rest[found.end():]
    for beginning, assembly in names.items():
        if rest.startswith(f"{beginning}_"):
            type_name = re.split(r"__|<", rest[len(beginning) + 1:])[0]
            return " ".join([assembly, "_".join(type_name.split("_")[:words])]) if words else assembly
    if symbol.startswith("__Str_"):
        return "(texts)"
    if symbol.startswith("_stacktrace_"):
        return "(stack traces and exceptions: methods)"
    if "metadata" in symbol or symbol.startswith("__external_"):
        return "(metadata: names of types and methods)"
    if re.match(r"_Z", symbol):
        return "(runtime and garbage collector)"
    return "(other)"


def sections(symbols: Path) -> dict[str, tuple[str, int, int]]:
    """The name, address and size of each loaded section, by its number."""
    found = re.findall(r"\[ *(\d+)\] (\S+) +\w+ +([0-9a-f]+) [0-9a-f]+ ([0-9a-f]+) \w\w +\w*A", readelf("--sections", symbols))
    return {number: (name, int(address, 16), int(size, 16)) for number, name, address, size in found}


def sizes(symbols: Path, names: dict[str, str], words: int) -> Iterator[tuple[str, int]]:
    """The area and size of each symbol."""
    listed = re.findall(r"^ *\d+: ([0-9a-f]+) +\d+ (?:FUNC|OBJECT|NOTYPE) .* (\d+) (\S+)$", readelf("--symbols", symbols), re.MULTILINE)
    for number, (section, start, size) in sections(symbols).items():
        if section in WHOLE:
            yield WHOLE[section], size
            continue
        if section in (".bss", ".tbss"):
            continue
        at = {int(address, 16): name for address, where, name in listed if where == number}
        places = sorted(place for place in at if start <= place < start + size)
        ends = [*places[1:], start + size]
        yield "(linking)", (places[0] if places else start + size) - start
        for place, end in zip(places, ends, strict=False):
            yield area(at[place], names, words), end - place


def table(title: str, found: Iterable[tuple[str, int]], top: int) -> Iterator[str]:
    counted = Counter[str]()
    for name, size in found:
        counted[name] += size
    total = sum(counted.values())
    yield f"{'bytes':>9}  share  {title}"
    for name, size in counted.most_common(top):
        if size:
            yield f"{size:9}  {size / total:5.1%}  {name}"
    rest = total - sum(size for _, size in counted.most_common(top))
    if rest:
        yield f"{rest:9}  {rest / total:5.1%}  all others"
    yield f"{total:9}         in all"
