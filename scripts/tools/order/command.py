"""Writes functions/method-order.txt and shared/native/order.ld: the methods, and the functions
of the libraries written in C and C++, that a start and the first invocations run, in the order
in which they first run. Native AOT and the linker then lay the code of all functions out in
this order (docs/decisions/0005-linking.md). It builds the functions that call no AWS service,
statically, so that the C library is traced too. It starts each under QEMU, and sends it the
events that its examples declare, with other values.

The same commit gives the same file on the same processor. Run it when scripts/build says
that the order is out of date, and commit the file. It takes some minutes.
"""

from tools.common import processors, programs
from tools.common.arguments import Parser
from tools.common.command import say
from tools.common.preparation import prepare
from tools.common.repository import SCRIPTS
from tools.order import method_order


def main() -> int:
    Parser(__doc__).parse_args()
    prepare("order")
    functions = method_order.traced()
    if status := programs.run(SCRIPTS / "build", *functions, "--link-profile", method_order.PROFILE, "--output", method_order.BUILT):
        return status
    say(f"tracing {' '.join(functions)}")
    method_order.write(processors.host())
    return 0
