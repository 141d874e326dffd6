using Quickchange.Algorithms;
using Quickchange.Change.Tests.Costs;

namespace Quickchange.Change.Tests;

/// <summary>
/// Tests the hundred requests in worst-requests.json, the most expensive ones that a search has found. After a change of the
/// algorithms, or of the steps that they count, <c>scripts/test costs --keep</c> finds new ones.
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
