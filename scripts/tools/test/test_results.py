import unittest
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.test.results import CAUSE_LINES, TRX, Results

NAMESPACE = TRX.strip("{}")


class ResultsTests(unittest.TestCase):
    def setUp(self) -> None:
        self.results = Results(Path(self.enterContext(TemporaryDirectory())))
        self.said = self.enterContext(redirect_stdout(StringIO()))

    def trx(self, *outcomes: str, run: str = "Completed") -> Path:
        tests = "".join(f'<UnitTestResult testName="test {number}" outcome="{outcome}" />' for number, outcome in enumerate(outcomes, 1))
        file = self.results.folder / "unit.trx"
        file.write_text(f'<TestRun xmlns="{NAMESPACE}"><Results>{tests}</Results><ResultSummary outcome="{run}" /></TestRun>')
        return file

    def sum_up(self) -> tuple[bool, list[str]]:
        passed = self.results.sum_up()
        return passed, self.said.getvalue().splitlines()

    def test_what_runners_and_checks_say_is_summed_up(self) -> None:
        self.trx("Passed", "Failed", "NotExecuted")
        (self.results.folder / "tools.xml").write_text(
            '<testsuite><testcase classname="C" name="good" /><testcase classname="C" name="bad"><error /></testcase></testsuite>')
        self.results.note("lint", True)

        self.assertEqual(self.sum_up(), (False, ["failed: C: bad", "failed: test 2", "failed: test 3", "3 passed, 3 failed"]))

    def test_the_cause_of_a_failure_follows_its_name(self) -> None:
        (self.results.folder / "unit.trx").write_text(
            f'''<TestRun xmlns="{NAMESPACE}"><Results><UnitTestResult testName="late" outcome="Failed"><Output><ErrorInfo>
            <Message>  Expected: 1\n  But was:  2\n</Message><StackTrace>at Late()</StackTrace>
            </ErrorInfo></Output></UnitTestResult></Results><ResultSummary outcome="Failed" /></TestRun>''')
        (self.results.folder / "tools.xml").write_text(
            '<testsuite><testcase classname="C" name="bad"><failure>' + "a line\n" * 100 + "</failure></testcase></testsuite>")

        said = self.sum_up()[1]

        self.assertEqual(said[0], "failed: C: bad")
        self.assertEqual(said[1 : CAUSE_LINES + 1], ["    a line"] * CAUSE_LINES)
        self.assertEqual(said[CAUSE_LINES + 1 :], ["failed: late", "      Expected: 1", "      But was:  2", "    at Late()", "0 passed, 2 failed"])

    def test_all_that_passes_is_a_success(self) -> None:
        self.results.check("lint: shellcheck", True)

        self.assertEqual(self.sum_up(), (True, ["passed: lint: shellcheck", "1 passed, 0 failed"]))

    def test_nothing_that_was_run_is_no_success(self) -> None:
        self.assertEqual(self.sum_up(), (False, ["0 passed, 0 failed"]))

    def test_a_runner_that_fails_is_a_failure_once(self) -> None:
        for outcomes, expected in ((["Failed"], "0 passed, 1 failed"), (["Passed"], "1 passed, 1 failed")):
            self.results.ran("unit: dotnet test", self.trx(*outcomes), status=1)
            self.assertEqual(self.sum_up()[1][-1], expected)

    def test_a_runner_that_wrote_nothing_and_a_run_that_broke_down_are_failures(self) -> None:
        self.results.ran("unit: dotnet test", self.results.folder / "unit", status=1)
        self.trx("Passed", run="Error")

        self.assertEqual(self.sum_up()[1][-3:], ["failed: unit: dotnet test", "failed: unit.trx: Error", "1 passed, 2 failed"])
