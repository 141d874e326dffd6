using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>Counts ways to pay.</summary>
/// <remarks>
/// <para>
/// They are a coefficient of a product of polynomials 1 + x^v + … + x^tv for each value v of which there are t, and of power
/// series 1 / (1 − x^v) for each value without a limit. The polynomials are multiplied, smallest value first. Only the
/// sums are kept that the other coins can still complete to the amount: what is left must be a multiple of what these have
/// in common, and not exceed what they are worth.
/// </para>
/// <para>
/// For the series, 1 / (1 − x^v) = (1 + x^v + … + x^(r−1)v) / (1 − x^rv). With such a factor in the numerator for each v,
/// the denominator has powers of x^r alone, so only such powers count in the numerator that differ from the amount by a
/// multiple of r; x^r takes the place of x, and the amount is divided by r. For r = 2 this is A. Bostan and R. Mori,
/// <see href="https://doi.org/10.1137/1.9781611976496.14">A simple and fast algorithm for computing the N-th term of a
/// linearly recurrent sequence</see> (SOSA 2021). What values have in common with r is left out of both: a series of
/// everyday coins shrinks at once.
/// </para>
/// </remarks>
internal sealed class Ways
{
    // For each coin, and for each pair of coins: a few divisions.
    private const int StepsPerCoin = 256;

    // For each pair of the number's words: to read it, and to write it in decimal digits later.
    private const int StepsPerText = 64;

    private const int MostRadices = 9;

    // An amount that is not worth dividing.
    private const int MaxSmallAmount = 256;

    private readonly WayTable _table;
    private readonly StepBudget _budget;

    // What is left to pay beyond the table's sum 0, and the coins to pay it with, smallest value first: those that are
    // limited, or of which a small amount takes few, and the values of the others. All in units of the table's sums.
    private readonly List<(Int128 Value, Int128 Limit)> _limited = [];
    private readonly List<Int128> _unlimited = [];
    private Int128 _amount;

    // The number of ways in the end is at most 2 to the first, and all of the table's numbers together to the second.
    private readonly int _bits;
    private int _tableBits;

    private Ways(Int128 amount, ReadOnlySpan<long> values, ReadOnlySpan<Int128> limits, StepBudget budget)
    {
        _table = new(budget);
        _budget = budget;
        _amount = amount;
        var largest = 0;
        for (var i = values.Length - 1; i >= 0; i--)
        {
            var most = Int128.Min(amount / values[i], limits[i]);
            if (most > 0 && (most < amount / values[i] || amount <= MaxSmallAmount))
            {
                _limited.Add((values[i], most));
            }
            else if (most > 0)
            {
                _unlimited.Add(values[i]);
            }

            // A sum and the numbers of all coins but one give the number of that one.
            largest = Math.Max(largest, BitsOf(most));
            _bits += BitsOf(most);
        }

        _bits -= largest;
    }

    /// <summary>Counts the ways to pay an amount.</summary>
    /// <param name="amount">0 or more.</param>
    /// <param name="values">Largest first, 1 or more each.</param>
    /// <param name="limits">How many there are of each value, 0 or more.</param>
    /// <param name="budget">What counting may cost, and writing the number in decimal digits.</param>
    /// <param name="ways">0 where the result is false.</param>
    /// <returns>False if the budget is not sufficient.</returns>
    public static bool TryCount(
        Int128 amount, ReadOnlySpan<long> values, ReadOnlySpan<Int128> limits, StepBudget budget, out BigInteger ways)
    {
        ways = BigInteger.Zero;
        if (!budget.TrySpend((1 + values.Length) * StepsPerCoin))
        {
            return false;
        }

        // What is left says as much as what is taken. More than the amount again needn't be counted, which also can't overflow.
        var uncounted = 2 * (UInt128)amount;
        for (var i = 0; i < values.Length && uncounted > 0; i++)
        {
            var (limit, value) = ((UInt128)limits[i], (UInt128)values[i]);
            uncounted = limit <= uncounted / value ? uncounted - (limit * value) : 0;
        }

        return uncounted > (UInt128)amount || new Ways(amount - (Int128)uncounted, values, limits, budget).TryCount(out ways);
    }

    private bool TryCount(out BigInteger ways)
    {
        ways = BigInteger.Zero;
        if (!TryAddLimited() || !TryAddUnlimited())
        {
            return false;
        }

        if (_amount < 0 || _amount >= _table.Length)
        {
            return true;
        }

        if (!_budget.TrySpend((Int128)_table.Width * (_table.Width + 1) * StepsPerText))
        {
            return false;
        }

        ways = _table[(int)_amount];
        return true;
    }

    private bool TryAddLimited()
    {
        var largest = 0;
        while (_limited.Count > 0 && _amount >= 0)
        {
            if (!_budget.TrySpend((_limited.Count + _unlimited.Count) * StepsPerCoin) || !TryThin(CommonDivisor()))
            {
                return false;
            }

            var (value, limit) = _limited[0];
            _limited.RemoveAt(0);
            largest = Math.Max(largest, BitsOf(limit));
            _tableBits += BitsOf(limit);
            if (_amount >= 0 && !(TryWiden(_tableBits - largest) && _table.TryAdd(value, limit, _amount)))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryAddUnlimited()
    {
        while (_amount > 0 && _unlimited.Count > 0)
        {
            _unlimited.RemoveAll(value => value > _amount);
            if (_unlimited.Count == 0)
            {
                return true;
            }

            if (!_budget.TrySpend(_unlimited.Count * MostRadices * StepsPerCoin))
            {
                return false;
            }

            var radix = Radix();
            foreach (var value in _unlimited)
            {
                _tableBits += BitsOf(Factor(value, radix) - 1);
            }

            if (!TryWiden(_tableBits) || !TryLift(radix) || !TryThin(radix))
            {
                return false;
            }
        }

        return true;
    }

    // Makes all values multiples of the radix.
    private bool TryLift(Int128 radix)
    {
        for (var i = 0; i < _unlimited.Count; i++)
        {
            var factor = Factor(_unlimited[i], radix);
            if (factor > 1 && !_table.TryAdd(_unlimited[i], factor - 1, _amount))
            {
                return false;
            }

            _unlimited[i] *= factor;
        }

        _unlimited.Sort();
        return true;
    }

    // 2, or another number that costs less for what it divides the amount by: mostly what the larger values have in common.
    private Int128 Radix()
    {
        Span<Int128> radices = stackalloc Int128[MostRadices];
        (radices[0], radices[1], radices[2]) = (2, 3, 5);
        var count = 3;
        var divisors = CommonDivisors();
        for (var i = 0; i < divisors.Length && count < MostRadices; i++)
        {
            if (divisors[i] > 1 && divisors[i] != radices[count - 1])
            {
                radices[count++] = divisors[i];
            }
        }

        var best = 0;
        var least = double.PositiveInfinity;
        for (var i = 0; i < count; i++)
        {
            var work = WorkPerBit(radices[i]);
            (best, least) = work < least ? (i, work) : (best, least);
        }

        return radices[best];
    }

    private double WorkPerBit(Int128 radix)
    {
        Int128 work = 0;
        Int128 length = _table.Length;
        foreach (var value in _unlimited)
        {
            var factor = Factor(value, radix);
            if (factor > 1)
            {
                length = Int128.Min(_amount + 1, length + ((factor - 1) * value));
                work += length * (factor == 2 ? 1 : 2);
            }
        }

        return (double)work / BitsOf(radix * radix);
    }

    // Keeps the sums that lack a multiple of a number, which divides all values, and no more than the limited coins are
    // worth if there are no others; the number is the new unit.
    private bool TryThin(Int128 unit)
    {
        var first = _amount % unit;
        if (_unlimited.Count == 0)
        {
            var missing = _amount - first;
            foreach (var (value, limit) in _limited)
            {
                missing -= Int128.Min(missing, value * limit);
            }

            first += (missing + unit - 1) / unit * unit;
        }

        if (first >= _table.Length)
        {
            _amount = -1;
            return true;
        }

        _amount = (_amount - first) / unit;
        for (var i = 0; i < _limited.Count; i++)
        {
            _limited[i] = (_limited[i].Value / unit, _limited[i].Limit);
        }

        for (var i = 0; i < _unlimited.Count; i++)
        {
            _unlimited[i] /= unit;
        }

        return _table.TryThin((int)first, unit);
    }

    private bool TryWiden(int bits) => _table.TryWiden((Math.Min(bits, _bits) / 64) + 1);

    // What each unlimited coin and the larger ones have in common.
    private long[] CommonDivisors()
    {
        var divisors = new long[_unlimited.Count];
        var divisor = 0L;
        for (var i = divisors.Length - 1; i >= 0; i--)
        {
            divisor = Arithmetic.CommonDivisor(divisor, (long)_unlimited[i]);
            divisors[i] = divisor;
        }

        return divisors;
    }

    private long CommonDivisor()
    {
        var divisor = _unlimited.Count > 0 ? CommonDivisors()[0] : 0L;
        foreach (var (value, _) in _limited)
        {
            divisor = Arithmetic.CommonDivisor(divisor, (long)value);
        }

        return divisor;
    }

    // The least that makes a value a multiple of the radix.
    private static Int128 Factor(Int128 value, Int128 radix) =>
        radix / Arithmetic.CommonDivisor((long)radix, (long)value);

    private static int BitsOf(Int128 number) => 128 - (int)Int128.LeadingZeroCount(number);
}
