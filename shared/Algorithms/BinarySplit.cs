using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>Splits a number of coins into powers of two, so that each smaller number is a sum of some of them.</summary>
/// <remarks>
/// 1, 2, 4, … as long as their sum does not exceed the number, and what is left of it in binary digits: one or two of
/// each power of two up to the largest.
/// </remarks>
internal readonly struct BinarySplit
{
    private readonly long _rest;

    /// <param name="number">0 to 2^62.</param>
    public BinarySplit(long number)
    {
        Levels = BitOperations.Log2((ulong)number + 1);
        _rest = number - ((1L << Levels) - 1);
    }

    /// <summary>How many powers of two there are, 2^0 being the first.</summary>
    public int Levels { get; }

    /// <summary>How many parts there are.</summary>
    public int Parts => Levels + BitOperations.PopCount((ulong)_rest);

    /// <summary>How many parts, 0 to 2, are 2^level.</summary>
    public int At(int level) => level < Levels ? 1 + (int)((_rest >> level) & 1) : 0;

    /// <summary>A number with few parts among those from the least to the most.</summary>
    /// <param name="least">0 to 2^61.</param>
    /// <param name="most">No less.</param>
    public static long FewestParts(long least, Int128 most)
    {
        var split = new BinarySplit(least);
        var full = least - split._rest;
        // Without the lowest digits, down to the least. A rest of one more than all digits is the next power of two.
        var rest = (long)Int128.Min(most - full, full + 1);
        while (rest > 0 && (rest & (rest - 1)) >= split._rest)
        {
            rest &= rest - 1;
        }

        return full + rest;
    }
}
