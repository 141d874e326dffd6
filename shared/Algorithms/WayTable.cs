using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>The number of ways to make each sum, coin by coin.</summary>
/// <remarks>
/// They are the coefficients of a product of (1 − x^((t+1)v)) / (1 − x^v) for each value v of which there are t. Division
/// and multiplication go over the coefficients in place, each of which has as many words as the last result needs;
/// what is carried out of the last word on the way comes back.
/// </remarks>
internal sealed class WayTable
{
    private readonly ulong[] _words;
    private readonly int _width;

    private WayTable(int last, int width)
    {
        _words = new ulong[(last + 1) * width];
        _width = width;
    }

    /// <summary>The number of ways to make a sum, 0 to the last one.</summary>
    public BigInteger this[int sum]
    {
        get
        {
            var count = BigInteger.Zero;
            for (var i = _width - 1; i >= 0; i--)
            {
                count = (count << 64) + _words[(sum * _width) + i];
            }

            return count;
        }
    }

    /// <param name="last">The last sum, 0 or more.</param>
    /// <param name="values">1 or more each.</param>
    /// <param name="limits">How many there are of each value.</param>
    /// <param name="maxWords">The most words that the table may have.</param>
    /// <param name="table">Null where it would have more.</param>
    public static bool TryCreate(
        Int128 last, ReadOnlySpan<long> values, ReadOnlySpan<Int128> limits, int maxWords, out WayTable? table)
    {
        table = null;
        if (last >= maxWords)
        {
            return false;
        }

        var width = Width(last, values, limits);
        if ((last + 1) * width > maxWords)
        {
            return false;
        }

        table = new((int)last, width);
        table._words[0] = 1;
        for (var i = 0; i < values.Length; i++)
        {
            table.Add(values[i], limits[i], last);
        }

        return true;
    }

    // A sum and the numbers of all coins but one give the number of that one: the product of the other choices is a bound.
    private static int Width(Int128 last, ReadOnlySpan<long> values, ReadOnlySpan<Int128> limits)
    {
        var (bits, most) = (1, 0);
        for (var i = 0; i < values.Length; i++)
        {
            var choices = Int128.Min(limits[i], last / values[i]) + 1;
            var needed = choices == 1 ? 0 : 128 - (int)Int128.LeadingZeroCount(choices - 1);
            bits += needed;
            most = Math.Max(most, needed);
        }

        return ((bits - most) / 64) + 1;
    }

    private void Add(long value, Int128 limit, Int128 last)
    {
        if (value > last)
        {
            return;
        }

        var step = (int)value * _width;
        for (var i = step; i < _words.Length; i += _width)
        {
            Add(_words.AsSpan(i, _width), _words.AsSpan(i - step, _width));
        }

        if (limit >= last / value)
        {
            return;
        }

        step *= (int)limit + 1;
        for (var i = _words.Length - _width; i >= step; i -= _width)
        {
            Subtract(_words.AsSpan(i, _width), _words.AsSpan(i - step, _width));
        }
    }

    private static void Add(Span<ulong> to, ReadOnlySpan<ulong> words)
    {
        var carry = 0UL;
        for (var i = 0; i < to.Length; i++)
        {
            var sum = to[i] + words[i];
            var carried = sum < words[i] ? 1UL : 0;
            to[i] = sum + carry;
            carry = carried + (to[i] < carry ? 1UL : 0);
        }
    }

    private static void Subtract(Span<ulong> from, ReadOnlySpan<ulong> words)
    {
        var borrow = 0UL;
        for (var i = 0; i < from.Length; i++)
        {
            var difference = from[i] - words[i];
            var borrowed = from[i] < words[i] ? 1UL : 0;
            from[i] = difference - borrow;
            borrow = borrowed + (difference < borrow ? 1UL : 0);
        }
    }
}
