"""The order of methods in a function's code: those of its start first, in the order in which they first run.

trace  writes functions/method-order.txt: starts each function that calls no AWS service under QEMU, sends it events, and
       lists the methods whose code was reached
check  says if the built functions have too few of these methods

The code of a start then takes a few consecutive pages of the file, and not one of each part of it
(docs/decisions/0005-linking.md). The compiler ignores a name that it does not know.

QEMU lists a block of instructions when it first reaches it (https://www.qemu.org/docs/master/devel/tcg.html, -d in_asm), so a
trace needs no permission of the kernel, and counts and times do not get in. The program has a fixed address.
"""

import argparse
import bisect
import platform
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import descriptors
import fetched
from binary_gates import readelf
from training_events import events_of
from training_runtime import NoAnswer, TrainingRuntime

ROOT = Path(__file__).resolve().parents[2]
ORDER = ROOT / "functions/method-order.txt"

# A tenth of a start's methods lies in two or three pages.
LEAST_FIRST = 0.9


class Failed(Exception):
    """A trace that could not be made, and why."""


def traced() -> list[str]:
    """The functions that need nothing but an event."""
    names = sorted(file.parent.name for file in descriptors.FUNCTIONS.glob("*/function.json"))
    return [name for name in names if not descriptors.read(descriptors.FUNCTIONS / name / "function.json").get("permissions")]


def symbols_of(function: str, arch: str) -> Path:
    project = next((descriptors.FUNCTIONS / function).glob("*.csproj")).stem
    return ROOT / f"artifacts/aot-quickchange-{arch}/publish/{project}/release_linux-{arch}/bootstrap.dbg"


def methods(symbols: Path) -> list[tuple[int, int, str]]:
    """Address, address of its end and name of each compiled method, by address."""
    section = re.search(r"\[ *(\d+)\] __managedcode", readelf("--sections", symbols))
    if not section:
        raise Failed(f"{symbols}: has no compiled methods; build the function with scripts/build")
    found = re.findall(rf"^ *\d+: ([0-9a-f]+) +(\d+) FUNC .* {section[1]} (\S+)$", readelf("--symbols", symbols), re.MULTILINE)
    return sorted((int(address, 16), int(address, 16) + int(size), name) for address, size, name in found)


def reached(log: Iterable[str], code: list[tuple[int, int, str]]) -> Iterator[str]:
    """The methods that QEMU's log goes through, each where it is reached first."""
    starts = [start for start, _, _ in code]
    seen = set()
    for line in log:
        address = re.match(r"0x0*([0-9a-f]+): ", line)
        if not address:
            continue
        at = int(address[1], 16)
        index = bisect.bisect_right(starts, at) - 1
        if index >= 0 and at < code[index][1] and code[index][2] not in seen:
            seen.add(code[index][2])
            yield code[index][2]


def trace(function: str, arch: str) -> list[str]:
    archive = ROOT / f"artifacts/linux-{arch}/{function}.zip"
    descriptor = descriptors.read(descriptors.FUNCTIONS / function / "function.json")
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
        process = subprocess.Popen([fetched.qemu(platform.machine()), "-d", "in_asm", "-D", log, bootstrap], env=environment, cwd=folder)
        try:
            runtime.run(process)
        except NoAnswer as problem:
            raise Failed(f"{function} was not traced: {problem}") from problem
        finally:
            process.kill()
            process.wait()
        with log.open() as lines:
            return list(reached(lines, methods(symbols_of(function, arch))))


def write(arch: str) -> None:
    names: dict[str, None] = {}
    for function in traced():
        found = trace(function, arch)
        print(f"{function}: {len(found)} methods")
        names |= dict.fromkeys(found)
    ORDER.write_text("".join(f"{name}\n" for name in names))
    print(f"{ORDER.relative_to(ROOT)}: {len(names)} methods")


def check(arch: str) -> str | None:
    """What is wrong with the order; None if it serves, or if not all functions are built that it was made of."""
    built = [symbols_of(function, arch) for function in traced()]
    if not all(file.exists() for file in built):
        return None
    order = ORDER.read_text().split()
    first = {name for file in built for name in first_methods(file, order)}
    share = sum(name in first for name in order) / max(len(order), 1)
    if share >= LEAST_FIRST:
        return None
    return f"{share:.0%} of the methods in {ORDER.relative_to(ROOT)} come first in a function's code, so a start reads more pages; run scripts/order"


def first_methods(symbols: Path, order: list[str]) -> list[str]:
    """As many methods as it has of the order, from the beginning of its code."""
    names = [name for _, _, name in methods(symbols)]
    return names[: len(set(order) & set(names))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("functions", help="prints the functions that are traced")
    for name in ("trace", "check"):
        commands.add_parser(name).add_argument("arch", choices=("x64", "arm64"))
    options = parser.parse_args()
    try:
        if options.command == "functions":
            print("\n".join(traced()))
        elif options.command == "trace":
            write(options.arch)
        elif problem := check(options.arch):
            print(problem)
    except (Failed, fetched.Failed) as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
