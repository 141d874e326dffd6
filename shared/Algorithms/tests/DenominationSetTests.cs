using FsCheck;
using FsCheck.Fluent;

namespace Quickchange.Algorithms.Tests;

public class DenominationSetTests
{
    [FsCheck.NUnit.Property]
    public Property A_set_is_canonical_exactly_if_greed_never_overpays() =>
        Prop.ForAll(Sets.Values(1, 30).Select(values => values.Append(1).Distinct().ToArray()).ToArbitrary(), values =>
        {
            // The smallest counterexample is below the sum of the two largest coins.
            var fewest = BruteForce.Fewest(values, values[0] * 2);
            var greedy = Enumerable.Range(0, fewest.Length).All(amount => BruteForce.Greedy(values, amount) == fewest[amount]);

            return Sets.Of(values).IsCanonical == greedy;
        });

    [TestCase(new long[0], DenominationSetError.Empty)]
    [TestCase(new long[] { 5, 0 }, DenominationSetError.NotPositive)]
    [TestCase(new long[] { 5, -1 }, DenominationSetError.NotPositive)]
    [TestCase(new long[] { 5, 1, 5 }, DenominationSetError.Repeated)]
    [TestCase(new long[] { 1_000_000_000_000_000, 1 }, DenominationSetError.None)]
    [TestCase(new long[] { 1_000_000_000_000_001 }, DenominationSetError.TooLarge)]
    [TestCase(new long[] { 2_000_000, 2 * 999_999 }, DenominationSetError.None)]
    [TestCase(new long[] { 1_000_000_000_000_000, 999_999_999_999_999, 7 }, DenominationSetError.None)]
    public void A_set_that_change_cannot_be_made_with_has_a_named_error(long[] values, DenominationSetError expected)
    {
        var error = DenominationSet.TryCreate(
            Array.ConvertAll(values, value => new Denomination(value, "coin", "coins")), out var set);

        Assert.That(error, Is.EqualTo(expected));
        Assert.That(set is null, Is.EqualTo(expected != DenominationSetError.None));
    }

    [TestCase(64, DenominationSetError.None)]
    [TestCase(65, DenominationSetError.TooMany)]
    public void Sixty_five_denominations_are_too_many(int count, DenominationSetError expected) =>
        Assert.That(
            DenominationSet.TryCreate(
                [.. Enumerable.Range(1, count).Select(value => new Denomination(value, "coin", "coins"))], out _),
            Is.EqualTo(expected));

    [Test]
    public void An_amount_or_a_span_that_cannot_be_is_an_error()
    {
        var set = Sets.Of(5, 1);
        Action[] mistakes =
        [
            () => set.TryMakeChange(-1, new Int128[2]),
            () => set.TryMakeChange(1, new Int128[1]),
            () => set.TryMakeChange(1, new Int128[3]),
            () => set.MakeChange(-1, [1, 1], new Int128[2]),
            () => set.MakeChange(1, [1], new Int128[2]),
            () => set.MakeChange(1, [1, -1], new Int128[2]),
            () => set.MakeChange(1, [1, 1], new Int128[1]),
            () => set.Nearest(-1),
            () => set.Nearest(-1, [1, 1]),
            () => set.Nearest(1, [1]),
            () => set.TryCountWays(-1, out _),
            () => set.TryCountWays(1, [1], out _),
        ];
        foreach (var (index, mistake) in mistakes.Index())
        {
            Assert.That(() => mistake(), Throws.TypeOf<ArgumentOutOfRangeException>(), $"mistake {index}");
        }
    }

    [Test]
    public void Denominations_are_sorted_and_keep_their_names()
    {
        DenominationSet.TryCreate([new(1, "penny", "pennies"), new(25, "quarter", "quarters")], out var set);

        Assert.That(
            set!.Denominations.ToArray(),
            Is.EqualTo(new Denomination[] { new(25, "quarter", "quarters"), new(1, "penny", "pennies") }));
    }
}
