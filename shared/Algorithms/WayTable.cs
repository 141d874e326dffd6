using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>The number of ways to make each sum: the coefficients of a polynomial.</summary>
/// <remarks>
/// Each has a number of 64-bit words that the largest one needs in the end; what is carried out of the last word on the way
/// comes back. So additions and subtractions are all there is.
/// </remarks>
/// <param name="budget">What each change of the table is spent from.</param>
internal sealed class WayTable(StepBudget budget)
{
    // For each word, and once more for each number: to add it to another one, and to copy it.
    private const int StepsPerAddition = 3;
    private const int StepsPerCopy = 4;

    // For each word: to clear it.
    private const int StepsPerClearing = 1;

    // For each change, whatever its words.
    private const int StepsPerChange = 64;

    private ulong[] _words = [1];

    /// <summary>The number of sums, from 0 on.</summary>
    public int Length { get; private set; } = 1;

    /// <summary>The words of each number.</summary>
    public int Width { get; private set; } = 1;

    /// <summary>The number of ways to make a sum below <see cref="Length"/>.</summary>
    public BigInteger this[int sum]
    {
        get
        {
            var count = BigInteger.Zero;
            for (var i = Width - 1; i >= 0; i--)
            {
                count = (count << 64) + _words[(sum * Width) + i];
            }

            return count;
        }
    }

    /// <summary>Gives each number as many words as needed.</summary>
    /// <returns>False if the budget is not enough; so for the other changes.</returns>
    public bool TryWiden(int width)
    {
        if (width <= Width)
        {
            return true;
        }

        if (!TryMakeRoom((Int128)Length * width) || !budget.TrySpend((Int128)Length * (width + 1) * StepsPerCopy))
        {
            return false;
        }

        for (var sum = Length - 1; sum >= 0; sum--)
        {
            var number = _words.AsSpan(sum * width, width);
            _words.AsSpan(sum * Width, Width).CopyTo(number);
            number[Width..].Clear();
        }

        Width = width;
        return true;
    }

    /// <summary>Adds up to a number of coins of one value to each sum: multiplies by 1 + x^v + … + x^tv.</summary>
    /// <param name="value">1 or more.</param>
    /// <param name="limit">How many coins there are, 1 or more.</param>
    /// <param name="last">The largest sum that is of interest.</param>
    public bool TryAdd(Int128 value, Int128 limit, Int128 last)
    {
        var most = limit > last / value ? last : Int128.Min(last, Length - 1 + (limit * value));
        var limited = limit > 1 && limit < most / value;
        var added = Int128.Max(0, most + 1 - value) + (limited ? most + 1 - ((limit + 1) * value) : 0);
        var cleared = most + 1 - Length;
        if (!TryMakeRoom((most + 1) * Width)
            || !budget.TrySpend((added * (Width + 1) * StepsPerAddition) + (cleared * Width * StepsPerClearing) + StepsPerChange))
        {
            return false;
        }

        _words.AsSpan(Length * Width, (int)cleared * Width).Clear();
        Length = (int)most + 1;
        if (value > most)
        {
            return true;
        }

        var step = (int)value * Width;
        if (limit == 1)
        {
            AddDownwards(step);
            return true;
        }

        AddUpwards(step);
        if (limited)
        {
            SubtractDownwards(((int)limit + 1) * step);
        }

        return true;
    }

    /// <summary>Keeps one sum, and those that follow it at a distance.</summary>
    /// <param name="first">The sum that is 0 from now on, below <see cref="Length"/>.</param>
    /// <param name="distance">1 or more.</param>
    public bool TryThin(int first, Int128 distance)
    {
        var length = (int)((Length - 1 - first) / distance) + 1;
        if (!budget.TrySpend(((Int128)length * (Width + 1) * StepsPerCopy) + StepsPerChange))
        {
            return false;
        }

        for (var sum = 0; sum < length; sum++)
        {
            _words.AsSpan((first + (sum * (int)distance)) * Width, Width).CopyTo(_words.AsSpan(sum * Width));
        }

        Length = length;
        return true;
    }

    private bool TryMakeRoom(Int128 words)
    {
        if (words <= _words.Length)
        {
            return true;
        }

        // More than it needs now, so that all rooms together are not larger than twice the last one.
        var room = Int128.Max(words, 2 * (Int128)_words.Length);
        if (room > Array.MaxLength || !budget.TrySpend(room * sizeof(ulong) * StepBudget.StepsPerByte))
        {
            return false;
        }

        Array.Resize(ref _words, (int)room);
        return true;
    }

    private void AddUpwards(int step)
    {
        for (var i = step; i < Length * Width; i += Width)
        {
            Add(_words.AsSpan(i, Width), _words.AsSpan(i - step, Width));
        }
    }

    private void AddDownwards(int step)
    {
        for (var i = (Length - 1) * Width; i >= step; i -= Width)
        {
            Add(_words.AsSpan(i, Width), _words.AsSpan(i - step, Width));
        }
    }

    private void SubtractDownwards(int step)
    {
        for (var i = (Length - 1) * Width; i >= step; i -= Width)
        {
            Subtract(_words.AsSpan(i, Width), _words.AsSpan(i - step, Width));
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
