using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>Finds the reachable sums of a plan.</summary>
/// <remarks>A table has a bit for each sum; a coin is added to all of them by a shift.</remarks>
internal sealed class ReachableSums
{
    private const int Bits = 64;

    // The cost, in steps, to add a coin, and to do so for 64 sums.
    private const int StepsPerAddition = 32;
    private const int StepsPerWord = 3;

    private readonly ulong[] _words;
    private readonly int _low;

    private ReachableSums(ulong[] words, int low)
    {
        _words = words;
        _low = low;
    }

    /// <summary>The cost of the search, in steps.</summary>
    public static long StepsOf(SumPlan plan)
    {
        var steps = 2L * sizeof(ulong) * WordsOf(plan.MaxLength) * StepBudget.StepsPerByte;
        foreach (var level in plan.Levels)
        {
            steps += StepsPerAddition + (StepsPerWord * 4 * (long)WordsOf(level.Length));
            foreach (var addition in level.Additions)
            {
                steps += StepsPerAddition + (StepsPerWord * (long)WordsOf(addition.Count));
            }
        }

        return steps;
    }

    public static ReachableSums Of(SumPlan plan)
    {
        var words = new ulong[WordsOf(plan.MaxLength)];
        var next = new ulong[words.Length];
        var length = 1;
        words[0] = 1;
        foreach (var level in plan.Levels)
        {
            Double(words.AsSpan(0, length), -level.Offset, next.AsSpan(0, WordsOf(level.Length)));
            (words, next) = (next, words);
            length = WordsOf(level.Length);
            foreach (var addition in level.Additions)
            {
                Add(words, addition);
            }
        }

        return new(words, plan.Low);
    }

    /// <param name="sum">Counted from the lowest wanted one.</param>
    public bool Contains(int sum) => ((_words[(sum + _low) / Bits] >> ((sum + _low) % Bits)) & 1) != 0;

    /// <summary>The largest sum that does not exceed one; there must be one.</summary>
    /// <param name="sum">Counted from the lowest wanted one, as is the result.</param>
    public int NearestBelow(int sum)
    {
        var (word, bit) = Math.DivRem(sum + _low, Bits);
        var bits = _words[word] << (Bits - 1 - bit);
        if (bits != 0)
        {
            return sum - BitOperations.LeadingZeroCount(bits);
        }

        do
        {
            word--;
        }
        while (_words[word] == 0);

        return (word * Bits) + BitOperations.Log2(_words[word]) - _low;
    }

    /// <summary>The smallest sum that is not less than one; there must be one.</summary>
    /// <param name="sum">Counted from the lowest wanted one, as is the result.</param>
    public int NearestAbove(int sum)
    {
        var (word, bit) = Math.DivRem(sum + _low, Bits);
        var bits = _words[word] >> bit;
        if (bits != 0)
        {
            return sum + BitOperations.TrailingZeroCount(bits);
        }

        do
        {
            word++;
        }
        while (_words[word] == 0);

        return (word * Bits) + BitOperations.TrailingZeroCount(_words[word]) - _low;
    }

    private static int WordsOf(int bits) => ((bits - 1) / Bits) + 1;

    // Bit i goes to place 2i − skipped.
    private static void Double(ReadOnlySpan<ulong> words, int skipped, Span<ulong> doubled)
    {
        var odd = skipped % 2;
        for (var i = 0; i < doubled.Length; i++)
        {
            var (word, bit) = Math.DivRem((i * (Bits / 2)) + (skipped / 2) + odd, Bits);
            var bits = word < words.Length ? words[word] >> bit : 0;
            if (bit > Bits / 2 && word + 1 < words.Length)
            {
                bits |= words[word + 1] << (Bits - bit);
            }

            doubled[i] = Spread((uint)bits) << odd;
        }
    }

    // Bit i goes to place 2i.
    private static ulong Spread(ulong bits)
    {
        bits = (bits | (bits << 16)) & 0x0000_FFFF_0000_FFFF;
        bits = (bits | (bits << 8)) & 0x00FF_00FF_00FF_00FF;
        bits = (bits | (bits << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        bits = (bits | (bits << 2)) & 0x3333_3333_3333_3333;
        return (bits | (bits << 1)) & 0x5555_5555_5555_5555;
    }

    // Downwards, so that what is read has not changed yet; by whole words, as sums outside the window do no harm.
    private static void Add(Span<ulong> words, SumPlan.Addition addition)
    {
        var (shift, bit) = Math.DivRem(addition.Value, Bits);
        var first = addition.First / Bits;
        for (var i = (addition.First + addition.Count - 1) / Bits; i > shift && i >= first; i--)
        {
            words[i] |= (words[i - shift] << bit) | (words[i - shift - 1] >> 1 >> (Bits - 1 - bit));
        }

        if (first == shift)
        {
            words[first] |= words[0] << bit;
        }
    }
}
