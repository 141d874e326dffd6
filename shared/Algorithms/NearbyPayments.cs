namespace Quickchange.Algorithms;

/// <summary>The payments near the greedy one, which include an optimal one.</summary>
/// <remarks>
/// <para>
/// Greed takes all of the largest coins, then as many as fit of one coin, which it does not use up, and nothing smaller.
/// Let g be that coin's value, and D the largest value. With a fraction of that coin more, greed has the optimum of the
/// linear relaxation.
/// </para>
/// <para>
/// A sum from the greedy one to g above it, if it can be paid, has a best payment near the greedy one: of the best
/// payments, the one that differs least. It removes coins of g or more, and adds coins of g or less. No part of the
/// removed coins is worth exactly what a part of the added ones is: the latter are no fewer coins, so both could be left
/// out, for a payment no worse that differs less.
/// </para>
/// <para>
/// So at most K = D + g − 1 coins are removed and added. Put them in an order in which a coin is added as long as the
/// added ones are worth no more than the removed ones, and else one is removed. What they are worth more is then from
/// 1 − D to g, and never the same again, as the coins between could be left out. (F. Eisenbrand and R. Weismantel, <see
/// href="https://doi.org/10.1145/3340322">Proximity results and faster algorithms for integer programming using the
/// Steinitz lemma</see>, ACM Transactions on Algorithms 16, 2020.) For r removed coins of value a, what is added is worth
/// ra or more, so there are ra/g such coins or more, and r ≤ Kg / (a + g). For s added coins of value c, what is removed
/// is worth sc − g or more, so there are (sc − g)/D such coins or more, and s ≤ (KD + g) / (c + D). Tills of two coins
/// reach both bounds.
/// </para>
/// <para>
/// And with m the least common multiple of a and c, r ≥ m/a and s ≥ m/c are not both true. So either r is below m/a for
/// one c, or each s is below m/c, and what is added is worth at most the sum of all m − c, and ra no more than that. The
/// same goes for s, with g more. This keeps exchanges of everyday coins small.
/// </para>
/// </remarks>
internal sealed class NearbyPayments
{
    // The cost, in steps, to compare two coins, and to plan a part.
    private const int StepsPerPair = 500;
    private const int StepsPerPart = 100;

    private NearbyPayments(Int128[] kept, SumPlan plan)
    {
        Kept = kept;
        Plan = plan;
    }

    /// <summary>How many of each coin all of them take.</summary>
    public Int128[] Kept { get; }

    /// <summary>
    /// What they take besides. The wanted sums are those from the greedy one to one more of the coin that greed breaks
    /// off at.
    /// </summary>
    public SumPlan Plan { get; }

    /// <param name="values">Largest first, with 1 in common.</param>
    /// <param name="till">How many there are of each value.</param>
    /// <param name="greedy">How many of them greed takes.</param>
    /// <param name="breaking">The first coin that greed does not use up.</param>
    /// <param name="budget">What planning may cost.</param>
    /// <param name="nearby">Null where the result is false.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public static bool TryPlan(
        long[] values, Int128[] till, Int128[] greedy, int breaking, StepBudget budget, out NearbyPayments? nearby)
    {
        nearby = null;
        if (!budget.TrySpend(2L * StepsPerPair * (breaking + 1) * (values.Length - breaking)))
        {
            return false;
        }

        Int128 largest = values[0];
        Int128 smallest = values[breaking];
        var coins = largest + smallest - 1;
        var kept = new Int128[values.Length];
        var limits = new long[values.Length];
        Int128 worth = 0;
        Int128 low = 0;
        var parts = 0;
        for (var i = 0; i < values.Length; i++)
        {
            Int128 removed = 0;
            Int128 added = 0;
            if (i <= breaking)
            {
                removed = Int128.Min(coins * smallest / (values[i] + smallest), MostExchanged(values[i], values.AsSpan(breaking), 0));
                removed = Int128.Min(removed, greedy[i]);
                worth += removed * values[i];
            }

            if (i >= breaking)
            {
                added = Int128.Min(((coins * largest) + smallest) / (values[i] + largest), MostExchanged(values[i], values.AsSpan(0, breaking + 1), smallest));
                added = Int128.Min(Int128.Min(added, (worth + smallest) / values[i]), till[i] - greedy[i]);
            }

            limits[i] = BinarySplit.FewestParts((long)(removed + added), till[i]);
            kept[i] = Int128.Min(greedy[i] - removed, till[i] - limits[i]);
            low += (greedy[i] - kept[i]) * values[i];
            parts += new BinarySplit(limits[i]).Parts;
        }

        if (!budget.TrySpend((long)StepsPerPart * parts)
            || !SumPlan.TryCreate(values, limits, low, low + smallest, out var plan))
        {
            return false;
        }

        nearby = new(kept, plan!);
        return true;
    }

    // How many coins of a value can be exchanged for others, and a difference, before a common multiple is exchanged.
    private static Int128 MostExchanged(long value, ReadOnlySpan<long> others, Int128 difference)
    {
        Int128 most = 0;
        var worth = difference;
        foreach (var other in others)
        {
            if (other != value)
            {
                var divisor = Arithmetic.CommonDivisor(value, other);
                most = Int128.Max(most, (other / divisor) - 1);
                worth += (Int128)((value / divisor) - 1) * other;
            }
        }

        return Int128.Max(most, worth / value);
    }
}
