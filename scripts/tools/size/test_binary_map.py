import subprocess
import tempfile
import unittest
from pathlib import Path

from tools.size import binary_map

NAMES = {binary_map.mangled(name): name for name in ("System.Private.CoreLib", "System.Text.Json", "System", "bootstrap")}


class AreaTests(unittest.TestCase):
    def test_a_symbol_belongs_to_the_assembly_that_declares_it(self) -> None:
        for symbol, area in {
            "S_P_CoreLib_System_Collections_Generic_List_1<System___Canon>__Add": "System.Private.CoreLib",
            "System_Text_Json_System_Text_Json_Utf8JsonReader__Read": "System.Text.Json",
            "_ZTV41S_P_CoreLib_System_Threading_LowLevelLock": "System.Private.CoreLib",
            "__GCSTATICSbootstrap_Quickchange_Change_ChangeHandler": "bootstrap",
            "__InterfaceDispatchCell_S_P_CoreLib_System_IDisposable__Dispose_bootstrap_Program": "System.Private.CoreLib",
            "__Str_System_Text_Json": "(texts)",
            "_ZN3WKS7gc_heap10plan_phaseEi": "(runtime and garbage collector)",
            "_stacktrace_methodRVA_to_token_mapping": "(stack traces and exceptions: methods)",
            "SystemNative_Read": "(other)",
        }.items():
            with self.subTest(symbol):
                self.assertEqual(binary_map.area(symbol, NAMES, 0), area)

    def test_words_of_a_type_are_added(self) -> None:
        symbol = "S_P_CoreLib_System_Collections_Generic_List_1<System___Canon>__Add"

        self.assertEqual(binary_map.area(symbol, NAMES, 2), "System.Private.CoreLib System_Collections")


class SizesTests(unittest.TestCase):
    def test_areas_are_as_large_as_the_sections_in_the_file(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "program"
            source = "char bootstrap_Data__table[5000] = {1}; int bootstrap_Code__main(void) { return bootstrap_Data__table[1]; }\n" \
                     "int main(void) { return bootstrap_Code__main(); }"
            subprocess.run(["cc", "-x", "c", "-", "-o", program], input=source, text=True, check=True)

            found = list(binary_map.sizes(program, NAMES, 1))
            in_file = sum(size for name, _, size in binary_map.sections(program).values() if name != ".bss")

        self.assertEqual(sum(size for _, size in found), in_file)
        self.assertGreaterEqual(sum(size for name, size in found if name == "bootstrap Data"), 5000)
        self.assertIn("bootstrap Code", dict(found))


class TableTests(unittest.TestCase):
    def test_the_largest_come_first_and_the_rest_is_counted(self) -> None:
        lines = list(binary_map.table("area", [("a", 10), ("b", 30), ("a", 50), ("c", 10)], 2))

        self.assertEqual([line.split() for line in lines[1:]], [
            ["60", "60.0%", "a"], ["30", "30.0%", "b"], ["10", "10.0%", "all", "others"], ["100", "in", "all"]])
