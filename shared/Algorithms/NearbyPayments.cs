namespace Quickchange.Algorithms;

/// <summary>The payments near the greedy one, among which are best ones.</summary>
/// <remarks>
/// <para>
/// Greed takes all of the largest coins, then as many as fit of one coin, which it does not use up, and nothing smaller.
/// Let g be that coin's value, and D the largest value. With a fraction of that coin more, greed has the optimum of the
/// linear relaxation.
/// </para>
/// <para>
/// A sum from the greedy one to g above it, if it can be paid, has a best payment that differs from the greedy one by at
/// most K = D + g − 1 coins: of the best payments, the one that differs least. It removes coins of g or more, and adds
/// coins of g or less. Put them in an order in which a coin is added as long as the added ones are worth no more than the
/// removed ones, and else one is removed. What they are worth more is then from 1 − D to g, and never the same again: the
/// coins between, of which as many are added as removed or more, could be left out, for a payment no worse that differs
/// less. F. Eisenbrand and R. Weismantel, <see href="https://doi.org/10.1145/3340322">Proximity results and faster
/// algorithms for integer programming using the Steinitz lemma</see>, ACM Transactions on Algorithms 16, 2020.
/// </para>
/// <para>
/// For r removed coins of value a, what is added is worth ra or more, so there are ra/g such coins or more, and
/// r ≤ Kg / (a + g). For s added coins of value c, what is removed is worth sc − g or more, so there are (sc − g)/D such
/// coins or more, and s ≤ (KD + g) / (c + D). Of two coins, tills reach both bounds: g − 1 removed, D − 1 added.
/// </para>
/// </remarks>
internal sealed class NearbyPayments
{
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
    /// <returns>False if the budget is not enough.</returns>
    public static bool TryPlan(
        long[] values, Int128[] till, Int128[] greedy, int breaking, StepBudget budget, out NearbyPayments? nearby)
    {
        nearby = null;
        Int128 largest = values[0];
        Int128 smallest = values[breaking];
        var coins = largest + smallest - 1;
        var kept = new Int128[values.Length];
        var limits = new long[values.Length];
        Int128 removed = 0;
        Int128 low = 0;
        var parts = 0;
        for (var i = 0; i < values.Length; i++)
        {
            Int128 value = values[i];
            var removable = Int128.Min(greedy[i], coins * smallest / (value + smallest));
            removed += removable * value;
            var addable = i < breaking
                ? 0
                : Int128.Min((coins * largest + smallest) / (value + largest), (removed + smallest) / value);
            addable = Int128.Min(addable, till[i] - greedy[i]);
            limits[i] = BinarySplit.FewestParts((long)(removable + addable), till[i]);
            kept[i] = Int128.Min(greedy[i] - removable, till[i] - limits[i]);
            low += (greedy[i] - kept[i]) * value;
            parts += new BinarySplit(limits[i]).Parts;
        }

        if (!budget.TrySpend(SumPlan.StepsOfPart * parts)
            || !SumPlan.TryCreate(values, limits, low, low + smallest, out var plan))
        {
            return false;
        }

        nearby = new(kept, plan!);
        return true;
    }
}
