namespace Quickchange.Algorithms;

/// <summary>Payments from a till, found near the greedy one.</summary>
/// <remarks>
/// <para>
/// Greed takes z: all of the largest coins, then as many as fit of one coin g, which is not used up, and nothing smaller.
/// A rest R below g is left. With a fraction of g more, z is the optimum of the linear relaxation. A best payment x that
/// is nearest to z removes coins worth V from it and adds coins worth V + R, and no part of the removed coins is worth
/// exactly what a part of the added coins is: else both parts could be left out, a payment no worse and nearer to z
/// (F. Eisenbrand and R. Weismantel, <see href="https://doi.org/10.1145/3340322">Proximity results and faster algorithms
/// for integer programming using the Steinitz lemma</see>, ACM Transactions on Algorithms 16, 2020).
/// </para>
/// <para>
/// So V is bounded twice. Let M be the common multiple of the values: were V at least M for each coin removed, and for
/// each coin added, then one removed coin and one added coin would both be there in worth M. And let D be the largest
/// value: put in an order in which added coins follow while the sum of what was added less what was removed is at most
/// 0, and removed coins while it is positive, all the sums are above −D and at most D, and no two are equal; so there
/// are fewer than 2D coins, and V is below D².
/// </para>
/// </remarks>
internal sealed class TillSearch
{
    private readonly long[] _values;
    private readonly Int128[] _addable;

    private TillSearch(long[] values, Int128[] greedy, Int128[] addable, Int128 rest)
    {
        _values = values;
        Greedy = greedy;
        _addable = addable;
        Rest = rest;
        Breaking = Array.FindIndex(addable, count => count > 0);
    }

    /// <summary>How many of each value greed takes.</summary>
    public Int128[] Greedy { get; }

    /// <summary>What greed leaves of the amount.</summary>
    public Int128 Rest { get; }

    /// <summary>The first coin that greed does not use up; −1 if it takes the whole till.</summary>
    public int Breaking { get; }

    /// <summary>The value of that coin.</summary>
    public long BreakingValue => _values[Breaking];

    /// <summary>The most that the coins to remove are worth.</summary>
    public Int128 MaxRemoved
    {
        get
        {
            Int128 removable = 0;
            for (var i = 0; i <= Breaking; i++)
            {
                removable += Greedy[i] * _values[i];
            }

            var multiple = (Int128)Arithmetic.CommonMultiple(_values) * Math.Max(Breaking + 1, _values.Length - Breaking);
            return Int128.Min(Int128.Min(removable, multiple), (Int128)_values[0] * _values[0]);
        }
    }

    /// <param name="amount">0 or more.</param>
    /// <param name="values">Largest first, each with 1 or more in the till.</param>
    /// <param name="till">How many there are of each value.</param>
    public static TillSearch Of(Int128 amount, long[] values, ReadOnlySpan<Int128> till)
    {
        var greedy = new Int128[values.Length];
        var addable = new Int128[values.Length];
        var broken = false;
        for (var i = 0; i < values.Length; i++)
        {
            greedy[i] = broken ? 0 : Int128.Min(till[i], amount / values[i]);
            amount -= greedy[i] * values[i];
            addable[i] = till[i] - greedy[i];
            broken |= addable[i] > 0;
        }

        return new(values, greedy, addable, amount);
    }

    /// <summary>Pays the amount with the fewest coins.</summary>
    /// <param name="counts">How many of each value, where the result is true.</param>
    public bool TryPay(Span<Int128> counts)
    {
        var removed = Removed;
        var added = Added;
        var rest = (int)Rest;
        var most = removed.Costs((int)MaxRemoved);
        var fewest = added.Costs(most.Length - 1 + rest);
        var best = -1;
        var least = int.MaxValue;
        for (var sum = 0; sum < most.Length; sum++)
        {
            if (most[sum] != CoinSums.Unreached && fewest[sum + rest] != CoinSums.Unreached
                && most[sum] + fewest[sum + rest] < least)
            {
                best = sum;
                least = most[sum] + fewest[sum + rest];
            }
        }

        if (best < 0)
        {
            return false;
        }

        Span<Int128> less = new Int128[counts.Length];
        removed.Trace(best, less[..(Breaking + 1)]);
        counts.Clear();
        added.Trace(best + rest, counts[Breaking..]);
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += Greedy[i] - less[i];
        }

        return true;
    }

    /// <summary>How much less than the amount the largest sum is that can be paid and does not exceed it.</summary>
    public int DistanceBelow()
    {
        var rest = (int)Rest;
        var removed = Removed.Costs((int)MaxRemoved);
        var added = Added.Costs(removed.Length - 1 + rest);
        var distance = rest;
        var nearest = 0;
        for (var sum = -rest; sum < removed.Length; sum++)
        {
            nearest = added[sum + rest] != CoinSums.Unreached ? sum + rest : nearest;
            if (sum >= 0 && removed[sum] != CoinSums.Unreached)
            {
                distance = Math.Min(distance, sum + rest - nearest);
            }
        }

        return distance;
    }

    /// <summary>How much more than the amount the smallest sum is that can be paid and is not less.</summary>
    public int DistanceAbove()
    {
        var rest = (int)Rest;
        var breaking = (int)BreakingValue;
        var removed = Removed.Costs((int)MaxRemoved);
        var added = Added.Costs(removed.Length - 1 + breaking);
        var distance = breaking - rest;
        var nearest = int.MaxValue;
        for (var sum = added.Length - 1 - rest; sum >= 0; sum--)
        {
            nearest = added[sum + rest] != CoinSums.Unreached ? sum + rest : nearest;
            if (sum < removed.Length && removed[sum] != CoinSums.Unreached)
            {
                distance = Math.Min(distance, nearest - sum - rest);
            }
        }

        return distance;
    }

    private CoinSums Removed => new(_values.AsSpan(0, Breaking + 1), Greedy.AsSpan(0, Breaking + 1), -1);

    private CoinSums Added => new(_values.AsSpan(Breaking), _addable.AsSpan(Breaking), 1);
}
