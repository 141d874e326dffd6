"""Publishes the named functions (by default, all) with Native AOT, and packs each into
artifacts/linux-<arch>/<function>.zip: bootstrap, mode 0755, and the data files that the
descriptor names, with a fixed time, so that the same sources produce the same bytes. If
the bytes will differ from those of a release, it explains why. It puts the checked
descriptor next to the zip, for Terraform, and generates artifacts/openapi.json for the
functions that contain it. It rejects a zip that provided.al2023 could not run, or that
exceeds its budget (functions/budgets.json). It builds only what has changed since the
last build.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.build import api_document, budgets, compare_zips, package, publishing, second_build
from tools.build.objects import Objects
from tools.common import builds, descriptors, distribution, processors, programs
from tools.common.arguments import Parser
from tools.common.builds import Variant
from tools.common.command import Failure, routine, say
from tools.common.locks import locked
from tools.common.preparation import prepare
from tools.common.repository import ARTIFACTS, FUNCTIONS, ROOT, TOOLS
from tools.order import method_order


def main() -> int:
    options = arguments()
    programs.end_as_after_ctrl_c()
    prepare(*(f"build-{arch}" for arch in options.arch), *(["git"] if options.verify else []))
    with TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        check(options, scratch / "checked")
        functions = options.functions or builds.names(ROOT / options.folder)
        variants = [Variant(arch, options.runtime, options.link_profile, options.folder) for arch in options.arch]
        data = {function: data_of(scratch / "checked", function, variants[0]) for function in functions}
        if options.document or any(api_document.FILE in files.values() for files in data.values()):
            with locked("openapi"):
                api_document.make()
        for variant in variants:
            with locked(f"build-{variant.arch}"):
                build(variant, data, scratch, options)
        if options.verify:
            verify(variants, functions, scratch, options)
    return 0


def arguments() -> argparse.Namespace:
    parser = Parser(__doc__)
    parser.add_argument("functions", metavar="FUNCTION", nargs="*", help="a folder in functions/")
    processors.add_arch(parser, "the processor to build for; the default is this machine's. The other one needs a cross compiler "
                                "(clang, lld, and its binutils and C library).")
    parser.add_argument("--runtime", metavar="quickchange|aws", default="quickchange", type=one_of("--runtime", "quickchange", "aws"),
                        help="the implementation of Amazon.Lambda.*: quickchange, this repository's shared/LambdaRuntime (the default), "
                             "or aws, the NuGet packages.")
    parser.add_argument("--link-profile", metavar="dynamic|static", type=one_of("--link-profile", "dynamic", "static"),
                        help="the link profile of all functions, instead of the one in each project; without a budget, into --output.")
    parser.add_argument("--functions", dest="folder", metavar="FOLDER", default="functions", type=functions_folder,
                        help="the folder that contains a folder for each function, relative to the root of the repository, instead of functions/; "
                             "without a budget, into --output.")
    parser.add_argument("--output", metavar="FOLDER", type=Path, help="the folder for linux-<arch>/, instead of artifacts/.")
    parser.add_argument("--document", action="store_true", help="generate artifacts/openapi.json even if no function contains it.")
    parser.add_argument("--verify", action="store_true",
                        help="build everything a second time, in a copy of the checkout, with a different umask and time zone; "
                             "fail if any zip differs.")
    options = parser.parse_intermixed_args()
    # Otherwise, they would be found among the zips to ship.
    if (options.link_profile or options.folder != "functions") and not options.output:
        raise Failure("--link-profile and --functions need --output, because these zips must not be shipped")
    options.output = (options.output or ARTIFACTS).resolve()
    return options


def one_of(option: str, *words: str) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if text not in words:
            raise Failure(f"{option} must be {' or '.join(words)}, not '{text}'")
        return text

    return checked


def functions_folder(text: str) -> str:
    if Path(text).is_absolute() or not (ROOT / text).is_dir():
        raise Failure(f"--functions must be a folder in the repository, relative to its root; {text} doesn't exist")
    return text


def check(options: argparse.Namespace, checked: Path) -> None:
    """Uses the checked descriptors throughout, whatever an editor writes in the meantime."""
    if programs.run(sys.executable, TOOLS, "descriptors", "--functions", ROOT / options.folder, "--copies", checked):
        sys.exit(1)
    if found := list(budgets.check(FUNCTIONS, schema_only=True)):
        raise Failure("\n".join(found))


def data_of(checked: Path, function: str, variant: Variant) -> dict[str, Path]:
    """The files in a function's zip other than bootstrap."""
    variant.project_of(function)
    return {name: ROOT / path for name, path in descriptors.read(checked / f"{function}.json").get("data", {}).items()}


def build(variant: Variant, data: dict[str, dict[str, Path]], scratch: Path, options: argparse.Namespace) -> None:
    started = time.monotonic()
    objects = Objects(variant)
    if lacking := objects.lacking(data):
        routine(f"building {' '.join(lacking)} for linux-{variant.arch}")
        if difference := distribution.other_bytes(variant.arch):
            say(f"note: {difference}")
        if bare := objects.begin(lacking):
            publishing.build(variant, bare)
            objects.assembled(bare)
        publishing.publish(variant, lacking)
        objects.published(lacking)
        if variant.ships and (out_of_order := method_order.check(variant.arch)):
            say(f"note: {out_of_order}")
    folder = options.output / f"linux-{variant.arch}"
    folder.mkdir(parents=True, exist_ok=True)
    made = False
    for function, files in data.items():
        # Budgets apply to what is shipped; AWS's own runtime is larger.
        budget = budgets.zip_kb(FUNCTIONS, function, variant.arch) if variant.ships else None
        made |= package.make(variant, objects, function, files, scratch / f"checked/{function}.json", folder, budget)
        if options.verify:
            first = scratch / f"first/linux-{variant.arch}"
            first.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / f"{function}.zip", first)
    if made or lacking:
        routine(f"built for linux-{variant.arch}", f" in {time.monotonic() - started:.0f} s")
    else:
        routine(f"nothing has changed in {' '.join(data)} for linux-{variant.arch}")


def verify(variants: list[Variant], functions: list[str], scratch: Path, options: argparse.Namespace) -> None:
    """Builds everything again in another place, and compares the results."""
    say(f"building again in {scratch}")
    again = scratch / "checkout"
    words = ["--arch", variants[0].arch if len(variants) == 1 else "all", "--runtime", options.runtime, "--functions", options.folder,
             "--output", str(again / "artifacts"), *(["--link-profile", options.link_profile] if options.link_profile else []), *functions]
    second_build.run(again, *words)
    names = [f"linux-{variant.arch}/{function}.zip" for variant in variants for function in functions]
    same = [compare_zips.are_same(name, scratch / "first", again / "artifacts") for name in names]
    if not all(same):
        raise Failure("a second build produced different bytes")
