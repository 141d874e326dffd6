using Quickchange.Benchmark.Report;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests.Report;

public class ResultsTableTests
{
    [Test]
    public void Each_contestant_has_a_row_of_its_medians_and_ratios() => Assert.That(
        Markdown.Of(ResultsTable.Brief(Runs.Usual)),
        Is.EqualTo("""
            | contestant | start to first answer, ms | × floor | page faults | memory, MB | zip, KB |
            | --- | ---: | ---: | ---: | ---: | ---: |
            | C | 1.00 (1.00–1.00) | 1.00 | 1 | 1.00 | 557 |
            | change | 3.00 (2.20–8.60) | 3.00 | 3 | 3.00 | 557 |
            | rust | 50.0 (26.0–90.0) | 50.0 | 50 | 50.0 | 557 |

            """));

    [Test]
    public void The_whole_table_has_a_cell_for_each_heading()
    {
        var table = ResultsTable.Whole(Runs.Usual);
        Assert.That(table.Rows.Select(static row => row.Count), Is.All.EqualTo(table.Headings.Count));
        Assert.That(table.Rows[0], Is.SupersetOf(ResultsTable.Brief(Runs.Usual).Rows[0]));
        Assert.That(table.Rows[1], Is.SupersetOf(new[] { "60", "4.00", "2048", "20000", "0.50", "1160" }));
    }

    [Test]
    public void A_terminal_shows_the_same_in_tables_that_are_not_wide()
    {
        var lines = Terminal.Of(Runs.Usual).Split('\n');

        Assert.That(lines[2..6], Is.EqualTo(new[]
        {
            "                                       start to first",
            "              start to first      ×     answer, files      ×",
            "contestant        answer, ms  floor       evicted, ms  floor",
            "C           1.00 (1.00–1.00)   1.00  5.00 (4.20–5.80)   1.00",
        }));
        Assert.That(lines.Skip(1).Select(static line => line.Length), Is.All.LessThan(120));
    }

    [Test]
    public void What_was_not_measured_is_a_dash() => Assert.That(
        ResultsTable.Whole(Runs.WithFloor(Runs.Contestant("change", ContestantKind.Function, [1]))).Rows[1].Skip(3).Take(2),
        Is.All.EqualTo(Numbers.None));

    [TestCase("a|b", ExpectedResult = @"a\|b")]
    [TestCase("<!-- x -->", ExpectedResult = @"\<\!-- x --\>")]
    [TestCase("[x](y) `z` *a* _b_ @c", ExpectedResult = @"\[x\](y) \`z\` \*a\* \_b\_ \@c")]
    [TestCase("two\nlines\\", ExpectedResult = @"two lines\\")]
    public string Markdown_takes_text_as_text(string text) => Markdown.Escape(text);
}
