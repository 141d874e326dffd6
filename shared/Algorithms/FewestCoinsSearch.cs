namespace Quickchange.Algorithms;

/// <summary>
/// The fewest coins for an amount that is too small for the payment its <see cref="ResidueTable"/> stands for.
/// </summary>
/// <remarks>
/// Branch and bound. The relaxation fails because it takes less than none of the largest coin, so each possible number
/// of that coin is tried, the rest of the amount being paid with the coins below it, whose own table gives the bound,
/// and mostly the answer. Amounts of at most <see cref="MaxSmallAmount"/> end in a dynamic programme by amount. An amount
/// that fails the relaxation is below the square of the largest value, 10^12.
/// </remarks>
internal sealed class FewestCoinsSearch
{
    private const int MaxSmallAmount = 5_000_000;

    // What a visit costs, in steps of filling a table.
    private const long StepsOfVisit = 10;

    private readonly long[] _values;
    private readonly ResidueTable?[] _tables;
    private readonly long[] _taken;
    private readonly AmountTable _small;

    // The best payment so far: what was taken of the largest coins, and the rest, paid with the coins from a level on.
    private readonly long[] _bestTaken;
    private long _bestCoins = long.MaxValue;
    private long _bestRest;
    private int _bestLevel;
    private long _steps;

    private FewestCoinsSearch(long amount, long[] values, ResidueTable table, int maxSmallAmount)
    {
        _values = values;
        _tables = new ResidueTable?[values.Length];
        _tables[0] = table;
        _taken = new long[values.Length];
        _bestTaken = new long[values.Length];
        _small = new(values, (int)Math.Min(amount, maxSmallAmount));
    }

    /// <param name="amount">One that can be paid.</param>
    /// <param name="values">Largest first, without repetition, at most <see cref="DenominationSet.MaxResidues"/>.</param>
    /// <param name="table">The values' table of fewest coins.</param>
    /// <param name="counts">How many of each value, where the result is true.</param>
    /// <param name="maxSmallAmount">Up to which amount the programme by amount is used.</param>
    /// <returns>Whether <see cref="DenominationSet.MaxSteps"/> were enough.</returns>
    public static bool TryPay(
        long amount, long[] values, ResidueTable table, Span<Int128> counts, int maxSmallAmount = MaxSmallAmount)
    {
        var search = new FewestCoinsSearch(amount, values, table, maxSmallAmount);
        search.Visit(0, amount, 0);
        if (search._steps > DenominationSet.MaxSteps)
        {
            return false;
        }

        search.Collect(counts);
        return true;
    }

    private void Visit(int level, long amount, long coins)
    {
        _steps += StepsOfVisit;
        if (amount <= _small.Last)
        {
            if (_small.TryCount((int)amount, out var more))
            {
                Keep(level, amount, coins + more);
            }

            return;
        }

        var table = _tables[level] ??= Fill(level);
        if (!table.TryBound(amount, out var bound, out var attained) || coins + bound >= _bestCoins)
        {
            return;
        }

        if (attained)
        {
            Keep(level, amount, coins + bound);
            return;
        }

        // With fewer of this coin, the next one alone takes ever more coins.
        for (var count = amount / _values[level]; count >= 0 && _steps <= DenominationSet.MaxSteps; count--)
        {
            var rest = amount - (count * _values[level]);
            if (coins + count + (rest / _values[level + 1]) >= _bestCoins)
            {
                break;
            }

            _taken[level] = count;
            Visit(level + 1, rest, coins + count);
        }
    }

    private ResidueTable Fill(int level)
    {
        _steps += _values[level] * (_values.Length - level);
        return ResidueTable.OfFewestCoins(_values[level..]);
    }

    private void Keep(int level, long rest, long coins)
    {
        if (coins < _bestCoins)
        {
            _bestCoins = coins;
            _bestRest = rest;
            _bestLevel = level;
            _taken.CopyTo(_bestTaken, 0);
        }
    }

    private void Collect(Span<Int128> counts)
    {
        counts.Clear();
        if (_bestRest <= _small.Last)
        {
            _small.Pay((int)_bestRest, counts);
        }
        else
        {
            _tables[_bestLevel]!.Pay(_bestRest, counts[_bestLevel..]);
        }

        for (var i = 0; i < _bestLevel; i++)
        {
            counts[i] += _bestTaken[i];
        }
    }
}
