namespace Quickchange.Algorithms;

/// <summary>The best way to reach each residue modulo one coin with the other coins.</summary>
/// <remarks>
/// <para>
/// A sum of coins grows coin by coin from residue to residue modulo the coin m. What carries the residue past m is a
/// wrap: it takes the place of one coin of m.
/// </para>
/// <para>
/// The fewest coins are found modulo the largest coin. k other coins with w wraps, which reach the residue of amount A,
/// make a payment of floor(A / m) + (k − w) coins, which exists if w ≤ floor(A / m). The fewest are the smallest k − w, of
/// those the one with the fewest wraps. This relaxation to a group is R. E. Gomory's,
/// <see href="https://doi.org/10.1073/pnas.53.2.260">On the relation between integer and noninteger solutions to linear
/// programs</see>, PNAS 53 (1965). The smallest sum of each residue determines which amounts can be paid at all, modulo
/// the smallest coin.
/// </para>
/// <para>
/// The table is filled coin by coin, each going round its cycles of residues: S. Böcker and Z. Lipták,
/// <see href="https://doi.org/10.1007/s00453-007-0162-8">A fast and simple algorithm for the money changing
/// problem</see>, Algorithmica 48 (2007). O(nm) time, 9 bytes for each of m residues, or 8 for the smallest sums.
/// </para>
/// </remarks>
internal sealed class ResidueTable
{
    // A cost has the number of wraps in its low half, and that of other steps in its high half, unless only sums count.
    private const long Wrap = 1;
    private const long Plain = 1L << 32;
    private const long Unreached = long.MaxValue;

    // Twice round a cycle is still a number of 32 bits.
    private const int MaxModulus = (1 << 30) - 1;

    // For each residue: going round with a coin, twice, reads and writes anywhere in the table. That takes less where a
    // processor's cache holds it.
    private const int StepsPerCoin = 40;
    private const int StepsPerCachedCoin = 12;
    private const int MaxCached = 1 << 18;

    // For each residue: looking at it and at its neighbors on both sides.
    private const int StepsPerScan = 8;

    // For each coin that Pay counts.
    private const int StepsPerPaidCoin = 16;

    private readonly long[] _values;
    private readonly long _wraps;

    // The least cost of each residue, and the coin that its last step adds.
    private readonly long[] _costs;
    private readonly byte[] _coins;

    private ResidueTable(long[] values, long modulus, long wraps, long coins)
    {
        _values = values;
        _wraps = wraps;
        _costs = new long[modulus];
        _coins = new byte[coins];
        Array.Fill(_costs, Unreached);
        _costs[0] = 0;
    }

    /// <summary>The steps to make the table of fewest coins.</summary>
    /// <param name="values">As they are for the table.</param>
    public static Int128 StepsOfFewestCoins(long[] values) => Steps(values[0], values.Length, sizeof(long) + sizeof(byte));

    /// <summary>The steps to make the table of smallest sums.</summary>
    /// <param name="values">As they are for the table.</param>
    public static Int128 StepsOfSmallestSums(long[] values) => Steps(values[^1], values.Length, sizeof(long));

    /// <summary>Fewest coins first, then the smallest sum, modulo the largest value.</summary>
    /// <param name="values">Largest first, without repetition, at most 2^30 and at most 256 of them.</param>
    public static ResidueTable OfFewestCoins(long[] values)
    {
        var table = new ResidueTable(values, values[0], Plain - 1, values[0]);
        for (var coin = 1; coin < values.Length; coin++)
        {
            table.Add((byte)coin, (int)values[coin], Plain, Wrap);
        }

        return table;
    }

    /// <summary>The smallest sum modulo the smallest value: it attains every amount that can be paid at all.</summary>
    /// <param name="values">Largest first, without repetition, the last at most 2^30.</param>
    public static ResidueTable OfSmallestSums(long[] values)
    {
        var table = new ResidueTable(values, values[^1], long.MaxValue, 0);
        for (var coin = 0; coin < values.Length - 1; coin++)
        {
            var (wraps, step) = Math.DivRem(values[coin], values[^1]);
            table.Add((byte)coin, (int)step, wraps, wraps + 1);
        }

        return table;
    }

    /// <summary>How many coins pay an amount if it is attained, and no fewer than pay it if not.</summary>
    /// <param name="amount">One of a residue that can be reached, in a table of fewest coins.</param>
    public Int128 Bound(Int128 amount)
    {
        var (most, residue) = Int128.DivRem(amount, _values[0]);
        return most + (_costs[(int)residue] / Plain);
    }

    /// <summary>Whether an amount, 0 or more, is large enough for the payment that the table has for its residue.</summary>
    public bool Attains(Int128 amount)
    {
        var (most, residue) = Int128.DivRem(amount, _costs.Length);
        return Attains(most, (int)residue);
    }

    /// <summary>The steps to pay an amount.</summary>
    /// <param name="amount">One that is attained, in a table of fewest coins.</param>
    public long StepsToPay(Int128 amount)
    {
        var cost = _costs[(int)(amount % _costs.Length)];
        return StepsPerPaidCoin * (1 + (cost / Plain) + (cost % Plain));
    }

    /// <summary>Pays an amount.</summary>
    /// <param name="amount">One that is attained, in a table of fewest coins.</param>
    /// <param name="counts">How many of each value.</param>
    public void Pay(Int128 amount, Span<Int128> counts)
    {
        counts.Clear();
        var (most, rest) = Int128.DivRem(amount, _values[0]);
        for (var residue = (int)rest; residue != 0;)
        {
            var coin = _coins[residue];
            counts[coin]++;
            residue -= (int)_values[coin];
            if (residue < 0)
            {
                residue += _costs.Length;
                most--;
            }
        }

        counts[0] = most;
    }

    /// <summary>The steps to find the distances to the attained amounts on both sides of one.</summary>
    public long StepsOfDistances => (long)_costs.Length * StepsPerScan;

    /// <summary>How much less the largest attained amount is that does not exceed one; less than the modulus.</summary>
    public long DistanceBelow(Int128 amount)
    {
        var (most, residue) = Int128.DivRem(amount, _costs.Length);
        var below = (int)residue;
        var distance = 0L;
        while (!Attains(most, below))
        {
            distance++;
            below--;
            if (below < 0)
            {
                below = _costs.Length - 1;
                most--;
            }
        }

        return distance;
    }

    /// <summary>How much more the smallest attained amount is that is not less than one; less than the modulus.</summary>
    public long DistanceAbove(Int128 amount)
    {
        var (most, residue) = Int128.DivRem(amount, _costs.Length);
        var above = (int)residue;
        var distance = 0L;
        while (!Attains(most, above))
        {
            distance++;
            above++;
            if (above == _costs.Length)
            {
                above = 0;
                most++;
            }
        }

        return distance;
    }

    private static Int128 Steps(Int128 modulus, int coins, int bytes) =>
        modulus > MaxModulus
            ? Int128.MaxValue
            : modulus * ((coins * (modulus > MaxCached ? StepsPerCoin : StepsPerCachedCoin)) + (bytes * StepBudget.StepsPerByte));

    private bool Attains(Int128 most, int residue)
    {
        var cost = _costs[residue];
        return cost != Unreached && (cost & _wraps) <= most;
    }

    // Twice round each cycle settles it: no best way goes round the whole cycle. The second time ends at the first
    // residue that is not bettered.
    private void Add(byte coin, int step, long plain, long wrap)
    {
        var modulus = _costs.Length;
        var cycles = (int)Arithmetic.CommonDivisor(modulus, step);
        for (var start = 0; start < cycles; start++)
        {
            var residue = start;
            var cost = _costs[residue];
            for (var i = 0; i < modulus / cycles * 2; i++)
            {
                residue += step;
                var weight = plain;
                if (residue >= modulus)
                {
                    residue -= modulus;
                    weight = wrap;
                }

                var next = _costs[residue];
                if (cost != Unreached && cost + weight < next)
                {
                    next = cost + weight;
                    _costs[residue] = next;
                    if (_coins.Length > 0)
                    {
                        _coins[residue] = coin;
                    }
                }
                else if (i >= modulus / cycles)
                {
                    break;
                }

                cost = next;
            }
        }
    }
}
