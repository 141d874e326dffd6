using Quickchange.Benchmark.Report;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests.Report;

public class PageTests
{
    [Test]
    public void It_says_where_when_and_of_what()
    {
        var page = Page.Of(Runs.Usual);
        Assert.That(page, Does.Contain("<dd>2026-03-05 01:30 UTC</dd>").And.Contain("<dd>0123abc</dd>"));
        Assert.That(page, Does.Contain("<dd>Processor, 2 processors, 7.70 GB</dd>").And.Contain("<dd>Debian GNU/Linux 12, Linux 6.1.0, glibc 2.36</dd>"));
    }

    [Test]
    public void Text_of_others_is_encoded_everywhere()
    {
        const string Hostile = "</title></style><script>alert('1')</script>\"&";
        var run = Runs.WithFloor(Runs.Contestant(Hostile, Hostile, [1, 2]));
        var page = Page.Of(run with
        {
            Commit = Hostile,
            Machine = new(Hostile, 2, 1, Hostile, Hostile, Hostile),
        });
        Assert.That(page, Does.Not.Contain("<script").And.Not.Contain("alert('1')"));
        Assert.That(page.Split("</title>"), Has.Length.EqualTo(Page.Of(Runs.WithFloor(Runs.Contestant("x", "x", [1, 2]))).Split("</title>").Length));
        Assert.That(page, Does.Contain("<dd>&lt;/title&gt;&lt;/style&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;</dd>"));
    }

    [Test]
    public void A_condition_that_no_contestant_was_started_under_is_told() => Assert.That(
        Page.Of(Runs.WithFloor(Runs.Contestant("change", ContestantKind.Function, [1]))).Split("This run has no starts in this condition."),
        Has.Length.EqualTo(2));
}
