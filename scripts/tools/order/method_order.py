"""The order of a function's code: the methods that its start runs, in the order in which they first run.

The code of a start then occupies a few consecutive pages of the file instead of pages in all parts of it
(docs/decisions/0005-linking.md). The compiler ignores names that it doesn't know.

QEMU lists a block of instructions when it first reaches the block (https://www.qemu.org/docs/master/devel/tcg.html, -d in_asm),
so a trace needs no kernel permissions and doesn't depend on counts and times. The program has a fixed address.
"""

import bisect
import platform
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.common import builds, descriptors, fetched
from tools.common.builds import Variant
from tools.common.command import Failure, say
from tools.common.elf import readelf
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT
from tools.order import native_order
from tools.order.training_events import events_of
from tools.order.training_runtime import NoAnswer, TrainingRuntime

ORDER = ROOT / "functions/method-order.txt"
NATIVE_ORDER = ROOT / "shared/native/order.ld"
# Linked statically, so that the C library is traced too.
PROFILE = "static"
BUILT = ARTIFACTS / "order"

# A tenth of a start's methods occupies two or three pages.
LEAST_FIRST = 0.9


def traced() -> list[str]:
    """The functions that need only an event."""
    return [name for name in builds.names() if not descriptors.read(FUNCTIONS / name / "function.json").get("permissions")]


def symbols_of(function: str, arch: str) -> Path:
    return Variant(arch).bootstrap(function).with_suffix(".dbg")


def methods(symbols: Path) -> list[tuple[int, int, str]]:
    """The start address, end address and name of each compiled method, by address."""
    found = functions(symbols, "__managedcode")
    if not found:
        raise Failure(f"{symbols}: contains no compiled methods; build the function with scripts/build")
    return found


def functions(symbols: Path, section: str) -> list[tuple[int, int, str]]:
    number = re.search(rf"\[ *(\d+)\] {re.escape(section)} ", readelf("--sections", symbols))
    if not number:
        return []
    found = re.findall(rf"^ *\d+: ([0-9a-f]+) +(\d+) FUNC .* {number[1]} (\S+)$", readelf("--symbols", symbols), re.MULTILINE)
    return sorted((int(address, 16), int(address, 16) + int(size), name) for address, size, name in found)


def addresses(log: Iterable[str]) -> Iterator[int]:
    """The addresses in QEMU's log."""
    for line in log:
        if address := re.match(r"0x0*([0-9a-f]+): ", line):
            yield int(address[1], 16)


def reached(addresses: Iterable[int], code: Sequence[tuple[int, int, str]]) -> Iterator[str]:
    """The methods or sections that contain the addresses, in the order in which they are first reached."""
    starts = [start for start, _, _ in code]
    seen = set()
    for at in addresses:
        index = bisect.bisect_right(starts, at) - 1
        if index >= 0 and at < code[index][1] and code[index][2] not in seen:
            seen.add(code[index][2])
            yield code[index][2]


def trace(function: str, arch: str) -> list[int]:
    """The addresses of the code that the start and the invocations of a static build reach, in order."""
    archive = BUILT / f"linux-{arch}/{function}.zip"
    descriptor = descriptors.read(FUNCTIONS / function / "function.json")
    with TemporaryDirectory() as name, TrainingRuntime(list(events_of(function))) as runtime:
        folder = Path(name)
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(folder)
        bootstrap, log = folder / "bootstrap", folder / "reached.log"
        bootstrap.chmod(0o755)
        environment = {
            "AWS_LAMBDA_RUNTIME_API": runtime.address,
            "AWS_LAMBDA_FUNCTION_NAME": function,
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(descriptor["memory_mb"]),
            "AWS_REGION": "us-east-1",
            "LAMBDA_TASK_ROOT": str(folder),
            "_HANDLER": "bootstrap",
            **descriptor.get("environment", {}),
        }
        process = subprocess.Popen([fetched.qemu(platform.machine()) or "qemu", "-cpu", "max", "-d", "in_asm", "-D", log, bootstrap], env=environment, cwd=folder)
        try:
            runtime.run(process)
        except NoAnswer as problem:
            raise Failure(f"{function} could not be traced: {problem}") from problem
        finally:
            process.kill()
            process.wait()
        with log.open() as lines:
            return list(addresses(lines))


def write(arch: str) -> None:
    names: dict[str, None] = {}
    sections: dict[str, None] = {}
    for function in traced():
        run = trace(function, arch)
        built = Variant(arch, profile=PROFILE)
        found = list(reached(run, methods(built.bootstrap(function).with_suffix(".dbg"))))
        linked = (built.native(function) / "bootstrap.map").read_text()
        native = list(reached(run, native_order.sections(linked)))
        say(f"{function}: {len(found)} methods, {len(native)} sections of libraries")
        names |= dict.fromkeys(found)
        sections |= dict.fromkeys(native)
    ORDER.write_text("".join(f"{name}\n" for name in names))
    native_order.write(NATIVE_ORDER, sections)
    say(f"{ORDER.relative_to(ROOT)}: {len(names)} methods; {NATIVE_ORDER.relative_to(ROOT)}: {len(sections)} sections")


def check(arch: str) -> str | None:
    """The problem with the order; None if it is up to date, or if a function from which it was made isn't built."""
    built = [symbols_of(function, arch) for function in traced()]
    if not all(file.exists() for file in built):
        return None
    order = ORDER.read_text().split()
    native = native_order.symbols(NATIVE_ORDER)
    for file, names, first in (
        (ORDER, set(order), {name for binary in built for name in first_methods(binary, order)}),
        (NATIVE_ORDER, native, {name for binary in built for _, _, name in functions(binary, ".text.start")}),
    ):
        if len(names & first) < LEAST_FIRST * len(names):
            share = len(names & first) / len(names)
            name = file.relative_to(ROOT)
            return f"{share:.0%} of the names in {name} come first in a function's code, so a start reads more pages; run scripts/order"
    return None


def first_methods(symbols: Path, order: list[str]) -> list[str]:
    """The methods at the beginning of its code, as many as it has in the order."""
    names = [name for _, _, name in methods(symbols)]
    return names[: len(set(order) & set(names))]
