namespace Quickchange.Change.Tests;

public class RequestBudgetTests
{
    [TestCase(256, 10_000, RequestBudget.Most)]
    [TestCase(256, 3_001, RequestBudget.Most)]
    [TestCase(256, 3_000, 217_071_791)]
    [TestCase(256, 2_995, 217_071_791)]
    [TestCase(128, 1_000, 36_178_631)]
    [TestCase(128, 10_000, 128_000_000)]
    [TestCase(1769, 400, RequestBudget.Most)]
    [TestCase(10_240, 900_000, RequestBudget.Most)]
    [TestCase(0, 10_000, RequestBudget.Most)]
    [TestCase(256, 0, 0)]
    public void A_budget_fits_memory_and_time(int megabytes, int milliseconds, long expected)
    {
        var context = new TestLambdaContext { MemoryLimitInMB = megabytes, RemainingTime = TimeSpan.FromMilliseconds(milliseconds) };

        Assert.That(RequestBudget.Of(context).Left, Is.EqualTo(expected));
    }

    [Test]
    public void An_invocation_that_never_times_out_has_the_most() =>
        Assert.That(RequestBudget.Of(new TestLambdaContext { RemainingTime = TimeSpan.MaxValue }).Left, Is.EqualTo(RequestBudget.Most));
}
