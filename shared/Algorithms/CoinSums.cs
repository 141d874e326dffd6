namespace Quickchange.Algorithms;

/// <summary>The sums of limited numbers of coins, with the fewest or the most coins for each sum.</summary>
/// <remarks>
/// A dynamic programme by sum. A coin's limit is a window that slides over the sums of its residue class, whose minimum
/// a monotone queue keeps, so that each coin takes time in proportion to the range alone (U. Pferschy,
/// <see href="https://doi.org/10.1007/s006070050042">Dynamic programming revisited: improving knapsack
/// algorithms</see>, Computing 63, 1999). The counts are found again by halving the coins, as D. S. Hirschberg did for
/// <see href="https://doi.org/10.1145/360825.360861">maximal common subsequences</see> (CACM 18, 1975): twice the time,
/// but no table of coins by sums.
/// </remarks>
/// <param name="values">The coins' values, 1 or more.</param>
/// <param name="limits">How many there are of each, 0 or more.</param>
/// <param name="weight">1 for the fewest coins, −1 for the most.</param>
internal readonly ref struct CoinSums(ReadOnlySpan<long> values, ReadOnlySpan<Int128> limits, int weight)
{
    /// <summary>The cost of a sum that can't be made.</summary>
    public const int Unreached = int.MaxValue;

    private readonly ReadOnlySpan<long> _values = values;
    private readonly ReadOnlySpan<Int128> _limits = limits;

    /// <summary>The least weight times the number of coins, for each sum from 0 to the last one.</summary>
    public int[] Costs(int last)
    {
        var costs = new int[last + 1];
        Array.Fill(costs, Unreached);
        costs[0] = 0;
        var queue = new (int Step, int Cost)[(last / Smallest()) + 1];
        for (var i = 0; i < _values.Length; i++)
        {
            if (_values[i] <= last && _limits[i] > 0)
            {
                Add((int)_values[i], (int)Int128.Min(_limits[i], last / _values[i]), costs, queue);
            }
        }

        return costs;
    }

    /// <summary>The counts behind the cost of a sum that can be made.</summary>
    public void Trace(int sum, Span<Int128> counts)
    {
        if (_values.Length <= 1 || sum == 0)
        {
            counts.Clear();
            if (sum > 0)
            {
                counts[0] = sum / _values[0];
            }

            return;
        }

        var middle = _values.Length / 2;
        var first = new CoinSums(_values[..middle], _limits[..middle], weight);
        var second = new CoinSums(_values[middle..], _limits[middle..], weight);
        var split = BestSplit(first.Costs(sum), second.Costs(sum));
        first.Trace(split, counts[..middle]);
        second.Trace(sum - split, counts[middle..]);
    }

    private static int BestSplit(int[] first, int[] second)
    {
        var split = 0;
        var least = long.MaxValue;
        for (var i = 0; i < first.Length; i++)
        {
            var other = second[^(i + 1)];
            if (first[i] != Unreached && other != Unreached && (long)first[i] + other < least)
            {
                least = (long)first[i] + other;
                split = i;
            }
        }

        return split;
    }

    private long Smallest()
    {
        var smallest = long.MaxValue;
        foreach (var value in _values)
        {
            smallest = Math.Min(smallest, value);
        }

        return smallest;
    }

    private void Add(int value, int limit, int[] costs, (int Step, int Cost)[] queue)
    {
        for (var residue = 0; residue < value && residue + value < costs.Length; residue++)
        {
            AddToClass(residue, value, limit, costs, queue);
        }
    }

    // The queue holds steps of the residue class, each with its cost less the coins that lead up to it; these costs rise.
    private void AddToClass(int residue, int value, int limit, int[] costs, (int Step, int Cost)[] queue)
    {
        var (head, tail) = (0, 0);
        for (var (step, sum) = (0, residue); sum < costs.Length; step++, sum += value)
        {
            if (costs[sum] != Unreached)
            {
                var cost = costs[sum] - (weight * step);
                while (tail > head && queue[tail - 1].Cost >= cost)
                {
                    tail--;
                }

                queue[tail++] = (step, cost);
            }

            if (tail > head && queue[head].Step < step - limit)
            {
                head++;
            }

            if (tail > head)
            {
                costs[sum] = queue[head].Cost + (weight * step);
            }
        }
    }
}
