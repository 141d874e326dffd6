using System.Globalization;
using System.Numerics;
using Quickchange.Algorithms;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>Validates a request's values, and makes the change.</summary>
/// <param name="sets">The denominations of currencies.</param>
/// <param name="budget">The budget for all computations of the request.</param>
internal readonly struct ChangeMaker(CurrencySets sets, StepBudget budget)
{
    /// <exception cref="ProblemException">A value can't be served; its status is 422.</exception>
    public ChangeAnswer Make(ChangeRequest request)
    {
        if (!Currency.TryGetExponent(request.Currency, out var exponent))
        {
            throw new ProblemException(422, "\"currency\" must be an ISO 4217 code in capital letters, like \"USD\".");
        }

        var set = RequestedSet.Of(request, exponent, sets);
        // Empty without a till.
        Span<Int128> till = stackalloc Int128[request.Till is null ? 0 : set.Denominations.Length];
        if (request.Till is { } available)
        {
            RequestedTill.Read(available, set, till);
        }

        var amount = Amounts.Parse(request.Amount.Text, "amount", exponent);
        if (request.Rounding == Rounding.Cash)
        {
            amount = CashRounding.Round(amount, CashRounding.IncrementOf(request.Currency));
        }

        Span<Int128> counts = stackalloc Int128[set.Denominations.Length];
        Pay(amount, set, till, exponent, counts);
        return new(
            Entries(set, counts),
            request.Rounding is null ? null : Money.Format(amount, exponent),
            request.Ways ? CountWays(amount, set, till).ToString(CultureInfo.InvariantCulture) : null);
    }

    private void Pay(Int128 amount, DenominationSet set, ReadOnlySpan<Int128> till, int exponent, Span<Int128> counts)
    {
        var outcome = till.IsEmpty ? set.MakeChange(amount, counts, budget) : set.MakeChange(amount, till, counts, budget);
        if (outcome != SearchOutcome.Found)
        {
            throw outcome switch
            {
                SearchOutcome.None => Unpayable(amount, set, till, exponent),
                _ when till.IsEmpty => TooLong(
                    "Paying this amount with these denominations",
                    "Send fewer \"denominations\", or values with a larger common divisor."),
                _ => TooLong(
                    "Paying this amount from this till",
                    "Omit \"till\", or some of its denominations."),
            };
        }
    }

    private ProblemException Unpayable(Int128 amount, DenominationSet set, ReadOnlySpan<Int128> till, int exponent)
    {
        var (what, instead) = till.IsEmpty ? ("these denominations", "other \"denominations\"") : ("this till", "a larger \"till\"");
        var found = till.IsEmpty ? set.TryFindNearest(amount, budget, out var nearest) : set.TryFindNearest(amount, till, budget, out nearest);
        if (!found)
        {
            return TooLong(
                $"\"amount\" can't be paid exactly with {what}, and finding the nearest payable amounts", $"Send another \"amount\", or {instead}.");
        }

        var below = Money.Format(nearest.Below, exponent);
        return nearest.Above is { } higher && Money.Format(higher, exponent) is var above
            ? Nearest($"\"amount\" can't be paid exactly with {what}. The nearest payable amounts are {below} and {above}.", new(below, above))
            : Nearest($"\"amount\" can't be paid exactly with {what}. The nearest payable amount is {below}.", new(below));
    }

    private static ProblemException Nearest(string detail, PayableAmounts nearest) => new(new ChangeProblem(422, detail, nearest));

    private BigInteger CountWays(Int128 amount, DenominationSet set, ReadOnlySpan<Int128> till)
    {
        BigInteger ways;
        return (till.IsEmpty ? set.TryCountWays(amount, budget, out ways) : set.TryCountWays(amount, till, budget, out ways))
            ? ways
            : throw TooLong("Counting the ways to pay this amount", "Omit \"ways\", or send a smaller \"amount\".");
    }

    private static ChangeEntry[] Entries(DenominationSet set, ReadOnlySpan<Int128> counts)
    {
        var entries = new ChangeEntry[counts.Length - counts.Count(0)];
        var next = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                entries[next++] = new(counts[i], set.Denominations[i].Plural);
            }
        }

        return entries;
    }

    private static ProblemException TooLong(string what, string instead) => new(422, $"{what} would take too long. {instead}");
}
