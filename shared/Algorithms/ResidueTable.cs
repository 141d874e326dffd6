namespace Quickchange.Algorithms;

/// <summary>The best way to reach each residue modulo the largest coin with the other coins.</summary>
/// <remarks>
/// <para>
/// A sum of smaller coins grows coin by coin from residue to residue modulo the largest coin L. A coin that carries
/// the residue past L is a wrap: it takes the place of one coin of L. So k coins with m wraps, which reach the residue
/// of amount A, make a payment of floor(A / L) + (k − m) coins, which exists if m ≤ floor(A / L). The fewest coins are
/// the smallest k − m, of those the one with the fewest wraps. This relaxation to a group is R. E. Gomory's,
/// <see href="https://doi.org/10.1073/pnas.53.2.260">On the relation between integer and noninteger solutions to linear
/// programs</see>, PNAS 53 (1965).
/// </para>
/// <para>
/// The table is filled coin by coin, each going round its cycles of residues: S. Böcker and Z. Lipták,
/// <see href="https://doi.org/10.1007/s00453-007-0162-8">A fast and simple algorithm for the money changing
/// problem</see>, Algorithmica 48 (2007). O(nL) time, 9 bytes for each of L residues.
/// </para>
/// </remarks>
internal sealed class ResidueTable
{
    // A cost has the number of wraps in its low half, and that of other steps in its high half, unless only sums count.
    private const long Wrap = 1;
    private const long Plain = 1L << 32;
    private const long Unreached = long.MaxValue;

    private readonly long[] _values;

    // The least cost of each residue, and the coin that its last step adds.
    private readonly long[] _costs;
    private readonly byte[] _coins;

    private ResidueTable(long[] values, long plain)
    {
        _values = values;
        _costs = new long[values[0]];
        _coins = new byte[values[0]];
        Array.Fill(_costs, Unreached);
        _costs[0] = 0;
        for (var coin = 1; coin < values.Length; coin++)
        {
            Add(coin, plain);
        }
    }

    /// <summary>Fewest coins first, then the smallest sum.</summary>
    /// <param name="values">Largest first, without repetition, at most 2^31 and at most 256 of them.</param>
    public static ResidueTable OfFewestCoins(long[] values) => new(values, Plain);

    /// <summary>The smallest sum, whatever the number of its coins: it attains every amount that can be paid at all.</summary>
    /// <param name="values">Largest first, without repetition, at most 2^31 and at most 256 of them.</param>
    public static ResidueTable OfSmallestSums(long[] values) => new(values, 0);

    /// <param name="amount">0 or more.</param>
    /// <param name="coins">No more than the fewest coins that pay the amount, and exactly those if it is attained.</param>
    /// <param name="attained">Whether the amount is large enough for the payment that the bound stands for.</param>
    /// <returns>False if no amount of this residue can be paid.</returns>
    public bool TryBound(long amount, out long coins, out bool attained)
    {
        var (most, residue) = Math.DivRem(amount, _values[0]);
        var cost = _costs[residue];
        coins = most + (cost / Plain);
        attained = cost != Unreached && cost % Plain <= most;
        return cost != Unreached;
    }

    /// <summary>Whether an amount, 0 or more, is paid as its bound says.</summary>
    public bool Attains(Int128 amount)
    {
        var (most, residue) = Int128.DivRem(amount, _values[0]);
        var cost = _costs[(int)residue];
        return cost != Unreached && cost % Plain <= most;
    }

    /// <summary>Pays an amount.</summary>
    /// <param name="amount">One whose bound is attained.</param>
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

    // Twice round each cycle settles it: no best way goes round the whole cycle. The second time ends at the first
    // residue that is not bettered.
    private void Add(int coin, long plain)
    {
        var modulus = _costs.Length;
        var step = (int)_values[coin];
        var cycles = (int)Arithmetic.CommonDivisor(modulus, step);
        for (var start = 0; start < cycles; start++)
        {
            var residue = start;
            for (var i = 0; i < modulus / cycles * 2; i++)
            {
                var cost = _costs[residue];
                residue += step;
                var weight = plain;
                if (residue >= modulus)
                {
                    residue -= modulus;
                    weight = Wrap;
                }

                if (cost != Unreached && cost + weight < _costs[residue])
                {
                    _costs[residue] = cost + weight;
                    _coins[residue] = (byte)coin;
                }
                else if (i >= modulus / cycles)
                {
                    break;
                }
            }
        }
    }
}
