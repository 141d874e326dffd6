"""Prints the sizes of the parts of a function's binary: its sections, then its code and data by
assembly. At a cold start, less of a smaller binary has to be read.
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
    processors.add_arch(parser, "the processor; the default is this machine's.", or_all=False)
    parser.add_argument("--words", metavar="N", type=int, default=0,
                        help="also group by the first N words of a type's name, which is roughly its namespace.")
    parser.add_argument("--top", metavar="N", type=int, default=40, help="how many lines to print; the default is 40.")
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
