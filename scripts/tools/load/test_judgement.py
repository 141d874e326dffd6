import unittest

from tools.load import judgement

WRK = """\
  Latency Distribution
     50%  955.54ms
     99%    1.20s\x20
Requests/sec:    385.11
status\t200\t5
status\t200\t6
"""


class JudgementTests(unittest.TestCase):
    def test_statuses_of_all_threads_are_added(self) -> None:
        self.assertEqual(judgement.count(WRK), {200: 11})

    def test_table_has_rate_and_each_latency(self) -> None:
        table = judgement.table(WRK)
        for part in ("status 200  11", "385.11", "latency 50%  955.54ms", "latency 99%  1.20s"):
            self.assertIn(part, table)

    def test_statuses_of_the_configuration_are_no_problem_and_others_are(self) -> None:
        text = WRK + "status\t429\t1\nstatus\t503\t1\n"
        self.assertEqual(judgement.problems_of(text), [])
        text += "status\t500\t2\n"
        self.assertEqual(judgement.problems_of(text), ["2 responses with status 500"])

    def test_memory_may_grow_in_the_first_ten_seconds_only(self) -> None:
        early = [min(second, 5) * 100 for second in range(21)]
        late = [second * 100 for second in range(21)]
        self.assertEqual(judgement.growth_of(early), [])
        self.assertIn("from 1000 MB", judgement.growth_of(late)[0])
