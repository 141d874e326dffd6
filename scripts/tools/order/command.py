"""Writes functions/method-order.txt and shared/native/order.ld: the methods, and the functions in
C and C++ libraries, that a start and the first invocations run, in the order in which they first
run. Native AOT and the linker then arrange the code of all functions in this order
(docs/decisions/0005-linking.md). The command builds the functions that call no AWS service
statically, so that the C library is traced too, starts each one under QEMU, and sends it the
events in its examples with different values.

The same commit produces the same files on the same processor. Run this command when scripts/build
reports that the order is out of date, and commit the files. It takes several minutes.
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
