import re
import tempfile
import unittest
from pathlib import Path

from tools.order import native_order
from tools.order.method_order import NATIVE_ORDER

MAP = """\
Discarded input sections

 .text._Zleft   0x0000000000000000       0x10 /lib/libRuntime.a(gc.cpp.o)

Linker script and memory map

.text           0x0000000000401140     0x5000
 .text.unlikely
                0x0000000000401140        0x0 /lib/libc.a(abort.o)
 .text          0x0000000000401180       0x20 /lib/libc.a(malloc.o)
 .text._ZN3WKS7gc_heapEv
                0x0000000000401150       0x30 /lib/libRuntime.WorkstationGC.a(gcwks.cpp.o)
 .text          0x00000000004011a0        0x8 /lib/libm-2.36.a(e_log.o)
 .text          0x00000000004011b0        0x8 /obj/bootstrap.o
.data           0x0000000000500000       0x10
 .data          0x0000000000500000       0x10 /lib/libc.a(malloc.o)
"""


class SectionsTests(unittest.TestCase):
    def test_sections_of_libraries_are_those_that_were_placed(self) -> None:
        self.assertEqual(native_order.sections(MAP), [
            (0x401150, 0x401180, "*libRuntime.WorkstationGC.a:gcwks.cpp.o(.text._ZN3WKS7gc_heapEv)"),
            (0x401180, 0x4011A0, "*libc.a:malloc.o(.text)"),
            (0x4011A0, 0x4011A8, "*libm*.a:e_log.o(.text)"),
        ])


class OrderTests(unittest.TestCase):
    def test_what_is_written_has_the_patterns_and_their_symbols(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "order.ld"
            native_order.write(file, ["*libRuntime.a:gc.o(.text._ZN2gc)", "*libc.a:malloc.o(.text)"])

            self.assertLess(file.read_text().index("*libRuntime.a:gc.o(.text._ZN2gc)"), file.read_text().index("*libc.a:malloc.o(.text)"))
            self.assertEqual(native_order.symbols(file), {"_ZN2gc"})

    def test_no_section_is_there_twice(self) -> None:
        patterns = re.findall(r"^    (\S+)$", NATIVE_ORDER.read_text(), re.MULTILINE)

        self.assertGreater(len(patterns), 300)
        self.assertEqual(len(patterns), len(set(patterns)))
