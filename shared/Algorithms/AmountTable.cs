namespace Quickchange.Algorithms;

/// <summary>The fewest coins for each amount up to the last one: the plain dynamic programme.</summary>
internal sealed class AmountTable
{
    private const int Unreached = int.MaxValue;

    private readonly long[] _values;
    private readonly int[] _coins;

    /// <param name="values">1 or more each.</param>
    /// <param name="last">0 or more. The table takes 4 bytes for each amount, and time in proportion to it and the values.</param>
    public AmountTable(long[] values, int last)
    {
        _values = values;
        _coins = new int[last + 1];
        Array.Fill(_coins, Unreached);
        _coins[0] = 0;
        foreach (var value in values)
        {
            for (var amount = value; amount <= last; amount++)
            {
                var coins = _coins[amount - value];
                if (coins < _coins[amount])
                {
                    _coins[amount] = coins + 1;
                }
            }
        }
    }

    public int Last => _coins.Length - 1;

    /// <returns>Whether the amount, 0 to <see cref="Last"/>, can be paid.</returns>
    public bool TryCount(int amount, out int coins)
    {
        coins = _coins[amount];
        return coins != Unreached;
    }

    /// <summary>Adds the coins for an amount that can be paid to the counts.</summary>
    public void Pay(int amount, Span<Int128> counts)
    {
        while (amount > 0)
        {
            var coin = 0;
            while (_values[coin] > amount || _coins[amount - _values[coin]] != _coins[amount] - 1)
            {
                coin++;
            }

            counts[coin]++;
            amount -= (int)_values[coin];
        }
    }
}
