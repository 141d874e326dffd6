using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Quickchange.Algorithms;
using Quickchange.Algorithms.Tests;
using Quickchange.Change.Tests.Costs;

namespace Quickchange.Change.Tests;

/// <summary>Compares small requests with every option with the simplest possible programs.</summary>
public class BruteForceTests
{
    private static readonly string[] Currencies =
    [
        .. Denominations.Known.Split(", ").Where(code =>
            Denominations.Of(code) is var coins && coins.Max(coin => coin.Value) <= 200 * coins.Min(coin => coin.Value)
            && coins.Max(coin => coin.Value) <= 1000),
    ];

    [Test]
    public void Answers_are_those_of_brute_force() => Compare(0, 500);

    [Test]
    [Category("costs")]
    public void A_hundred_thousand_answers_are_those_of_brute_force() =>
        Parallel.For(0, 100, thousand => Compare((thousand + 1) * 1000, 1_000));

    private static void Compare(int first, int count)
    {
        for (var seed = first; seed < first + count; seed++)
        {
            var candidate = Make(new(seed));
            Compare(candidate, new ChangeHandler().Answer(candidate.ToRequest().ToEvent(), new(RequestBudget.Most)));
        }
    }

    private static Candidate Make(Random random)
    {
        var own = random.Next(3) > 0;
        var made = new Candidate
        {
            Amount = 0,
            Currency = own ? random.GetItems(["USD", "JPY", "CHF", "KWD", "NZD"], 1)[0] : random.GetItems(Currencies, 1)[0],
            Values = own ? [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.NextInt64(1, 41)).Distinct()] : null,
            Ways = random.Next(2) == 0,
            Notes = !own && random.Next(8) == 0,
            Cash = random.Next(4) == 0,
            IsQuery = !own && random.Next(3) == 0,
        };
        var coins = made.ValuesInUse.Length;
        var till = !made.IsQuery && random.Next(2) == 0;
        return made with
        {
            Amount = random.Next(own ? 121 : 301),
            Till = till ? [.. Enumerable.Range(0, random.Next(1, coins + 1)).Select(_ => (long)random.Next(6))] : null,
        };
    }

    private static void Compare(Candidate candidate, APIGatewayHttpApiV2ProxyResponse response)
    {
        _ = Currency.TryGetExponent(candidate.Currency, out var exponent);
        var increment = candidate.Cash ? (int)CashRounding.IncrementOf(candidate.Currency) : 1;
        var amount = ((2 * (int)candidate.Amount) + increment) / (2 * increment) * increment;
        var values = Array.ConvertAll(candidate.ValuesInUse, value => (int)value);
        int[]? till = candidate.Till is null
            ? null
            : [.. values.Select((_, index) => index < candidate.Till.Count ? (int)candidate.Till[index] : 0)];
        var fewest = till is null
            ? BruteForce.Fewest(values, amount + values.Max())
            : BruteForce.Fewest(values, till, Math.Max(amount, values.Zip(till).Sum(coin => coin.First * coin.Second)));
        using var document = JsonDocument.Parse(response.Body);
        var answer = document.RootElement;
        using var all = Assert.EnterMultipleScope();
        Assert.That(response.StatusCode, Is.EqualTo(fewest[amount] is null ? 422 : 200));
        if (fewest[amount] is { } coins)
        {
            var counts = CountsIn(answer, candidate);
            Assert.That(counts.Sum(), Is.EqualTo(coins));
            Assert.That(counts.Zip(values).Sum(coin => coin.First * coin.Second), Is.EqualTo(amount));
            Assert.That(till is null || counts.Zip(till).All(coin => coin.First <= coin.Second), Is.True);
            Assert.That(TextOf(answer, "rounded"), Is.EqualTo(candidate.Cash ? Money.Format(amount, exponent) : null));
            Assert.That(TextOf(answer, "ways"), Is.EqualTo(candidate.Ways ? $"{WaysOf(amount, values, till)}" : null));
        }
        else
        {
            var nearest = answer.GetProperty("nearest");
            Assert.That(TextOf(nearest, "below"), Is.EqualTo(Format(Enumerable.Range(0, amount).LastOrDefault(IsPayable))));
            Assert.That(
                TextOf(nearest, "above"),
                Is.EqualTo(Format(Enumerable.Range(amount, fewest.Length - amount).Where(IsPayable).Cast<int?>().FirstOrDefault())));
        }

        bool IsPayable(int sum) => fewest[sum] is not null;

        string? Format(int? sum) => sum is { } units ? Money.Format(units, exponent) : null;
    }

    private static int[] CountsIn(JsonElement answer, Candidate candidate)
    {
        var names = candidate.Names;
        var counts = new int[names.Length];
        foreach (var entry in answer.GetProperty("res").EnumerateArray())
        {
            var (count, name) = entry.EnumerateObject().Select(pair => (pair.Name, pair.Value.GetString())).Single();
            counts[Array.IndexOf(names, name)] += int.Parse(count, CultureInfo.InvariantCulture);
        }

        return counts;
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static BigInteger WaysOf(int amount, int[] values, int[]? till) =>
        BruteForce.Ways(values, till ?? Array.ConvertAll(values, value => amount / value), amount)[amount];
}
