using Quickchange.Algorithms;
using Quickchange.Change.Tests.Costs;

namespace Quickchange.Change.Tests;

/// <summary>
/// The hundred requests of worst-requests.json, which cost most of those that a search has found. Where the algorithms or the
/// steps that they count change, <c>scripts/test costs --keep</c> finds others.
/// </summary>
public class WorstRequestTests
{
    private static IEnumerable<TestCaseData> Kept() =>
        KeptRequest.Read().Index().Select(kept => new TestCaseData(kept.Item).SetArgDisplayNames($"{kept.Index + 1}"));

    [Test]
    public void There_are_a_hundred() => Assert.That(Kept().Count(), Is.EqualTo(100));

    [TestCaseSource(nameof(Kept))]
    [Parallelizable]
    public void A_request_takes_as_many_steps_as_on_any_machine(object kept)
    {
        var (request, status, steps) = (KeptRequest)kept;
        var budget = new StepBudget(RequestBudget.Most);

        var response = new ChangeHandler().Answer(request.ToEvent(), budget);

        using var all = Assert.EnterMultipleScope();
        Assert.That(response.StatusCode, Is.EqualTo(status), response.Body);
        Assert.That(budget.Spent, Is.EqualTo(steps));
    }
}
