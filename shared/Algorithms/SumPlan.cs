namespace Quickchange.Algorithms;

/// <summary>The order and the windows in which to process the sums of limited numbers of coins.</summary>
/// <remarks>
/// <para>
/// Each limit is split into powers of two. The parts of 2^b coins are level b; levels follow from the highest to 0, and
/// level b counts sums in 2^b. In a level, larger coins come first.
/// </para>
/// <para>
/// The wanted sums are those from L to H. When all parts still to come are worth T, only sums from L − T to H can become
/// wanted ones, and none is above what was added so far. T is less than 2^(b+1) times the sum of all values while level
/// b begins with one part of each coin, and less than twice that with two. So a table is about as long as H − L and two
/// to four times the sum of all values, whatever the limits and the wanted sums are. Such windows, which shrink with the
/// digits, are from K. Jansen and L. Rohwedder, <see href="https://doi.org/10.4230/LIPIcs.ITCS.2019.43">On integer
/// programming and convolution</see>, ITCS 2019.
/// </para>
/// </remarks>
internal sealed class SumPlan
{
    // Tables are arrays, and numbers of coins are integers of 32 bits.
    private const int LengthLimit = 1 << 29;

    private SumPlan(List<Level> levels, int low)
    {
        Levels = levels;
        Low = low;
    }

    /// <summary>The highest first. The table before it has the sum 0 alone.</summary>
    public List<Level> Levels { get; }

    /// <summary>The place of the lowest wanted sum in the last table; the others follow.</summary>
    public int Low { get; }

    /// <summary>The length of the longest table.</summary>
    public int MaxLength
    {
        get
        {
            var most = 1;
            foreach (var level in Levels)
            {
                most = Math.Max(most, level.Length);
            }

            return most;
        }
    }

    /// <param name="values">1 or more each, largest first.</param>
    /// <param name="limits">How many there are of each, 0 to 2^60.</param>
    /// <param name="low">The lowest wanted sum, 0 to what all coins are worth.</param>
    /// <param name="high">The highest wanted sum.</param>
    /// <param name="plan">Null where the result is false.</param>
    /// <returns>False if tables would be too long for any budget.</returns>
    public static bool TryCreate(
        ReadOnlySpan<long> values, ReadOnlySpan<long> limits, Int128 low, Int128 high, out SumPlan? plan)
    {
        plan = null;
        Int128 coins = 0;
        Int128 rest = 0;
        var top = 0;
        for (var i = 0; i < values.Length; i++)
        {
            coins += limits[i];
            rest += (Int128)limits[i] * values[i];
            top = Math.Max(top, new BinarySplit(limits[i]).Levels);
        }

        if (coins > LengthLimit)
        {
            return false;
        }

        // The sums of the table from the first to the last can be reached, and can become wanted ones.
        var levels = new List<Level>(top);
        var (start, first, last) = (Int128.Zero, Int128.Zero, Int128.Zero);
        for (var exponent = top - 1; exponent >= 0; exponent--)
        {
            var offset = 2 * start;
            start = Int128.Max(2 * first, Ceiling(low - rest, exponent));
            offset -= start;
            (first, last) = (start, 2 * last);
            var additions = new List<Addition>();
            for (var i = 0; i < values.Length; i++)
            {
                for (var parts = new BinarySplit(limits[i]).At(exponent); parts > 0; parts--)
                {
                    rest -= (Int128)values[i] << exponent;
                    var needed = Ceiling(low - rest, exponent);
                    var from = Int128.Max(first + values[i], needed);
                    first = Int128.Max(first, needed);
                    last = Int128.Min(last + values[i], high >> exponent);
                    if (last - start >= LengthLimit)
                    {
                        return false;
                    }

                    if (from <= last)
                    {
                        additions.Add(new(i, (int)values[i], (int)(from - start), (int)(last - from) + 1));
                    }
                }
            }

            levels.Add(new(exponent, (int)offset, (int)(last - start) + 1, additions));
        }

        plan = new(levels, (int)(low - start));
        return true;
    }

    private static Int128 Ceiling(Int128 number, int exponent) => -(-number >> exponent);

    /// <summary>The parts of one power of two.</summary>
    /// <param name="Exponent">Sums are counted in 2 to its power.</param>
    /// <param name="Offset">Place i of the table before becomes place 2i + Offset; 0 or less.</param>
    /// <param name="Length">How many sums the table has.</param>
    /// <param name="Additions">In their order.</param>
    internal sealed record Level(int Exponent, int Offset, int Length, List<Addition> Additions);

    /// <summary>A part that is there to be added.</summary>
    /// <param name="Coin">Which coin.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="First">The first place that it is added to reach; no less than the value.</param>
    /// <param name="Count">How many places it is added to reach, 1 or more.</param>
    internal readonly record struct Addition(int Coin, int Value, int First, int Count);
}
