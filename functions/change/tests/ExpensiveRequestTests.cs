using System.Text.Json;
using Quickchange.Algorithms;
using Quickchange.Change.Tests.Costs;

namespace Quickchange.Change.Tests;

/// <summary>Tests that small requests for a lot of work are answered within the budget, or rejected with advice on what to send instead.</summary>
public class ExpensiveRequestTests
{
    private static readonly long[] Close = [.. Enumerable.Range(0, 64).Select(index => 1998L - (31 * index))];
    private static readonly long[] Few = [.. Enumerable.Range(1, 62).Select(value => (long)value)];
    private static readonly long[] Large = [.. Enumerable.Range(0, 64).Select(index => 1_000_000L - (37 * index))];

    [Test]
    public void An_amount_that_a_large_till_of_64_denominations_cannot_pay_is_answered_with_the_nearest()
    {
        // All except less than the smallest coin, which is worth 45.
        var all = Close.Sum(value => value * 1_000_000);
        var response = Post(Body(all - 44, Close, 1_000_000));

        Assert.That(response.Status, Is.EqualTo(422));
        Assert.That(response.Detail, Is.EqualTo(
            $"\"amount\" can't be paid exactly with this till. The nearest payable amounts are {all - 45} and {all}."));
    }

    [Test]
    public void The_ways_of_a_till_of_62_coins_are_counted_or_refused()
    {
        var amount = Few.Sum(value => value * 1_000_000) / 2;

        Assert.That(Post(Body(amount, Few, 1_000_000)).Status, Is.EqualTo(200));
        Assert.That(Post(Body(amount, Few, 1_000_000, ways: true)).Detail, Is.EqualTo(
            "Counting the ways to pay this amount would take too long. Omit \"ways\", or send a smaller \"amount\"."));
        Assert.That(Post(Body(1000, Few, 1_000_000, ways: true)).Status, Is.EqualTo(200));
    }

    [Test]
    public void The_fewest_of_64_large_coins_are_refused()
    {
        const string Refusal = "Paying this amount with these denominations would take too long. "
            + "Send fewer \"denominations\", or values with a larger common divisor.";
        long[] larger = [.. Large.Select(value => (value * 1_000_000) + 1)];

        Assert.That(Post(Body(1_522_425_873, Large)).Detail, Is.EqualTo(Refusal));
        Assert.That(Post(Body(1_522_425_873_000_000_000, larger)).Detail, Is.EqualTo(Refusal));
    }

    [TestCase("40000001", "30000000 20000001 20000000", "1 1 1")]
    [TestCase("60458497", "19398381 18985969 15693812 5247365 1132970", "1 1 1 2 2")]
    [TestCase("400000001", "300000000 200000001 200000000", "1 1 1")]
    public void Few_large_coins_in_a_till_take_no_more_memory_than_the_budget_allows(string amount, string values, string till)
    {
        var body = new Candidate { Amount = Int128.Parse(amount), Currency = "JPY", Values = Numbers(values), Till = Numbers(till) }.ToRequest().Body!;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var status = Post(body).Status;

        Assert.That(status, Is.AnyOf(200, 422));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(RequestBudget.Most / StepBudget.StepsPerByte + 1_000_000));
    }

    [Test]
    public void All_parts_of_a_request_share_its_budget()
    {
        var (paid, both) = (new StepBudget(RequestBudget.Most), new StepBudget(RequestBudget.Most));
        new ChangeHandler().Answer(new() { Body = Body(200_000, Close) }, paid);
        new ChangeHandler().Answer(new() { Body = Body(200_000, Close, ways: true) }, both);

        var enough = new ChangeHandler().Answer(new() { Body = Body(200_000, Close, ways: true) }, new(both.Spent));
        var less = new ChangeHandler().Answer(new() { Body = Body(200_000, Close, ways: true) }, new(both.Spent - 1));

        Assert.That(both.Spent, Is.GreaterThan(paid.Spent).And.LessThan(RequestBudget.Most));
        Assert.That(enough.StatusCode, Is.EqualTo(200));
        Assert.That(less.StatusCode, Is.EqualTo(422));
    }

    private static string Body(Int128 amount, long[] values, long? each = null, bool ways = false) => new Candidate
    {
        Amount = amount,
        Currency = "JPY",
        Values = values,
        Till = each is { } count ? [.. values.Select(_ => count)] : null,
        Ways = ways,
    }.ToRequest().Body!;

    private static long[] Numbers(string text) => Array.ConvertAll(text.Split(' '), long.Parse);

    private static (int Status, string? Detail) Post(string body)
    {
        var response = new ChangeHandler().Handle(new() { Body = body }, new TestLambdaContext());
        using var answer = JsonDocument.Parse(response.Body);
        return (response.StatusCode, answer.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null);
    }
}
