import json
import tempfile
import unittest
from pathlib import Path

from tools.build import budgets

MACHINE = {"kernel": "6.1.0", "glibc": "2.36", "tolerance_percent": 5}
ZIP = {"x64": 1500, "arm64": 1400, "reason": "What it links, and nothing to spare."}


class BudgetTests(unittest.TestCase):
    def setUp(self) -> None:
        self.functions = Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.functions / "thing").mkdir()
        (self.functions / "thing" / "function.json").write_text("{}")

    def write(self, **functions: object) -> None:
        content = {"page_faults_hold_on": MACHINE, "functions": functions}
        (self.functions / "budgets.json").write_text(json.dumps(content))

    def problems(self, **functions: object) -> list[str]:
        self.write(**functions)
        return list(budgets.check(self.functions))

    def test_the_repositorys_own_have_no_problem(self) -> None:
        self.assertEqual([], list(budgets.check(budgets.FUNCTIONS)))

    def test_good_ones_have_no_problem(self) -> None:
        self.assertEqual([], self.problems(thing={"zip_kb": ZIP, "page_faults": {"x64": 150, "reason": "As it was measured."}}))

    def test_each_mistake_is_told_by_its_field(self) -> None:
        mistakes: dict[str, dict[str, object]] = {
            "functions.other: this function doesn't exist": {"other": {"zip_kb": ZIP}},
            'functions.thing.zip_mb: "zip_mb" has the wrong format': {"thing": {"zip_mb": ZIP}},
            "functions.thing.zip_kb.reason: is missing": {"thing": {"zip_kb": {"x64": 1500}}},
            "functions.thing.zip_kb.reason: must have at least 10 characters": {"thing": {"zip_kb": ZIP | {"reason": "so"}}},
            "functions.thing.zip_kb.x86: is unknown": {"thing": {"zip_kb": ZIP | {"x86": 1500}}},
            "functions.thing.zip_kb.x64: must be 1 or more, but is 0": {"thing": {"zip_kb": ZIP | {"x64": 0}}},
            "functions.thing.zip_kb.arm64: must be 50000 or less, but is 60000. Lambda accepts": {"thing": {"zip_kb": ZIP | {"arm64": 60000}}},
            "functions.thing.zip_kb.x64: must be an integer": {"thing": {"zip_kb": ZIP | {"x64": "1500"}}},
        }
        for expected, content in mistakes.items():
            with self.subTest(expected):
                self.assertIn(expected, "\n".join(self.problems(**content)))

    def test_a_build_does_not_mind_budgets_of_functions_that_are_gone(self) -> None:
        self.write(other={"zip_kb": ZIP})
        self.assertEqual([], list(budgets.check(self.functions, schema_only=True)))

    def test_what_is_no_JSON_is_told_with_its_line(self) -> None:
        (self.functions / "budgets.json").write_text("{\n,")
        self.assertIn("line 2", next(budgets.check(self.functions)))

    def test_a_zip_has_the_budget_of_its_processor_or_the_default(self) -> None:
        self.write(thing={"zip_kb": ZIP})
        default = budgets.read(budgets.RULES)["$defs"]["zip_kb"]["default"]
        self.assertEqual([1500, 1400], [budgets.zip_kb(self.functions, "thing", arch) for arch in ("x64", "arm64")])
        self.assertEqual(default, budgets.zip_kb(self.functions, "other", "x64"))
