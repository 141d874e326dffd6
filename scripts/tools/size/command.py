"""Prints the sizes of a built function's binary: of its sections, then of its code and data by
assembly. A smaller binary has less to be read at a cold start.
"""

from tools.common import processors
from tools.common.arguments import Parser
from tools.common.builds import Variant
from tools.common.command import Failure
from tools.common.preparation import prepare
from tools.size import binary_map


def main() -> int:
    parser = Parser(__doc__)
    parser.add_argument("function", metavar="FUNCTION", help="a folder in functions/")
    processors.add_arch(parser, "the processor; this machine's by default.", or_all=False)
    parser.add_argument("--words", metavar="N", type=int, default=0,
                        help="also by the first N words of a type's name, which is its namespace, roughly.")
    parser.add_argument("--top", metavar="N", type=int, default=40, help="how many lines; 40 by default.")
    options = parser.parse_args()
    variant, = map(Variant, options.arch)
    symbols = variant.bootstrap(options.function).with_suffix(".dbg")
    responses = variant.native(options.function) / "bootstrap.ilc.rsp"
    prepare("size")
    if not symbols.exists() or not responses.exists():
        raise Failure(f"{options.function} is not built; build it with scripts/build {options.function} --arch {variant.arch}")
    names = {binary_map.mangled(name): name for name in binary_map.assemblies(responses)}
    loaded = ((name, size) for name, _, size in binary_map.sections(symbols).values() if name != ".bss")
    print(*binary_map.table("section", loaded, options.top), "", sep="\n")
    print(*binary_map.table("area", binary_map.sizes(symbols, names, options.words), options.top), sep="\n")
    return 0
