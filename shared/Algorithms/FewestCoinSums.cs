using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Quickchange.Algorithms;

/// <summary>Finds the fewest coins for a reachable sum of a plan.</summary>
/// <remarks>
/// A table has the fewest coins for each sum. A word of bits for each 64 sums that a part is added to reach says for
/// which of them it betters the table; the parts of the wanted sum are found again from these.
/// </remarks>
internal ref struct FewestCoinSums
{
    private const int Bits = 64;

    // More than any number of coins, and with one part more still a number.
    private const int Unreached = int.MaxValue / 2;

    // The cost, in steps, to double a sum, to add a coin and find it again, and to add it to 64 sums.
    private const int StepsPerDouble = 3;
    private const int StepsPerAddition = 64;
    private const int StepsPerWord = 64;

    // Numbers in both tables. Those of everyday coins have some 200.
    private const int MostOnStack = 512;

    private readonly SumPlan _plan;
    private readonly ulong[] _taken;
    private Span<int> _coins;
    private Span<int> _next;
    private int _length = 1;

    private FewestCoinSums(SumPlan plan, Span<int> coins, Span<int> next)
    {
        _plan = plan;
        _taken = new ulong[WordsOf(plan)];
        _coins = coins;
        _next = next;
        Fill();
    }

    /// <summary>The cost of the search, in steps.</summary>
    public static long StepsOf(SumPlan plan)
    {
        var steps = ((long)WordsOf(plan) * StepsPerWord) + (2L * sizeof(int) * (plan.MaxLength + Bits) * StepBudget.StepsPerByte);
        foreach (var level in plan.Levels)
        {
            steps += (StepsPerDouble * ((long)level.Length + Bits)) + (StepsPerAddition * level.Additions.Count);
        }

        return steps;
    }

    /// <summary>Adds the fewest coins for a sum to the counts.</summary>
    /// <param name="plan">What may be taken.</param>
    /// <param name="sum">Counted from the lowest wanted one; one that can be made.</param>
    /// <param name="counts">How many of each coin.</param>
    public static void Pay(SumPlan plan, int sum, Span<Int128> counts)
    {
        // A part is added to whole words of sums, the last of which may end beyond the table.
        var length = plan.MaxLength + Bits;
        Span<int> tables = length <= MostOnStack / 2 ? stackalloc int[MostOnStack] : new int[2 * length];
        new FewestCoinSums(plan, tables[..length], tables[length..(2 * length)]).Trace(sum, counts);
    }

    private static long WordsOf(SumPlan plan)
    {
        var words = 0L;
        foreach (var level in plan.Levels)
        {
            foreach (var addition in level.Additions)
            {
                words += WordsOf(addition);
            }
        }

        return words;
    }

    private static int WordsOf(SumPlan.Addition addition) => ((addition.Count - 1) / Bits) + 1;

    private void Fill()
    {
        var word = 0;
        foreach (var level in _plan.Levels)
        {
            Double(level);
            foreach (var addition in level.Additions)
            {
                var words = WordsOf(addition);
                Add(addition, 1 << level.Exponent, _taken.AsSpan(word, words));
                word += words;
            }
        }
    }

    private void Double(SumPlan.Level level)
    {
        _next[..(level.Length + Bits)].Fill(Unreached);
        for (var i = (1 - level.Offset) / 2; i < _length && (2 * i) + level.Offset < level.Length; i++)
        {
            _next[(2 * i) + level.Offset] = _coins[i];
        }

        var doubled = _next;
        _next = _coins;
        _coins = doubled;
        _length = level.Length;
    }

    // Downwards, so that what is read has not changed yet.
    private readonly void Add(SumPlan.Addition addition, int coins, Span<ulong> taken)
    {
        var more = Vector128.Create(coins);
        for (var word = taken.Length - 1; word >= 0; word--)
        {
            var place = addition.First + (word * Bits);
            var to = MemoryMarshal.Cast<int, Vector128<int>>(_coins.Slice(place, Bits));
            var from = MemoryMarshal.Cast<int, Vector128<int>>(_coins.Slice(place - addition.Value, Bits));
            var bits = 0UL;
            for (var i = to.Length - 1; i >= 0; i--)
            {
                var better = from[i] + more;
                bits = (bits << Vector128<int>.Count) | Vector128.LessThan(better, to[i]).ExtractMostSignificantBits();
                to[i] = Vector128.Min(better, to[i]);
            }

            taken[word] = bits;
        }
    }

    private readonly void Trace(int sum, Span<Int128> counts)
    {
        var place = sum + _plan.Low;
        var word = _taken.Length;
        for (var i = _plan.Levels.Count - 1; i >= 0; i--)
        {
            var level = _plan.Levels[i];
            for (var j = level.Additions.Count - 1; j >= 0; j--)
            {
                var addition = level.Additions[j];
                word -= WordsOf(addition);
                var (skipped, bit) = Math.DivRem(place - addition.First, Bits);
                if (place >= addition.First && skipped < WordsOf(addition) && ((_taken[word + skipped] >> bit) & 1) != 0)
                {
                    place -= addition.Value;
                    counts[addition.Coin] += 1L << level.Exponent;
                }
            }

            place = (place - level.Offset) / 2;
        }
    }
}
