namespace Quickchange.Algorithms;

/// <summary>A set of denominations for making change, with or without a till.</summary>
public sealed partial class DenominationSet
{
    /// <summary>The maximum number of denominations in a set.</summary>
    public const int MaxCount = 64;

    /// <summary>The maximum value of a denomination, in minor units.</summary>
    public const long MaxValue = 1_000_000_000_000_000;

    private readonly Denomination[] _denominations;

    // Divided by their common divisor.
    private readonly long[] _values;
    private readonly long _commonDivisor;

    private DenominationSet(Denomination[] denominations, long[] values, long commonDivisor, bool isCanonical)
    {
        _denominations = denominations;
        _values = values;
        _commonDivisor = commonDivisor;
        IsCanonical = isCanonical;
    }

    /// <summary>The denominations, largest first.</summary>
    public ReadOnlySpan<Denomination> Denominations => _denominations;

    /// <summary>Whether the greedy algorithm gives the fewest coins, and pays every payable amount.</summary>
    public bool IsCanonical { get; }

    /// <summary>Creates a set, in less than a millisecond.</summary>
    /// <param name="denominations">The denominations in any order.</param>
    /// <param name="set">The set; null if there is an error.</param>
    public static DenominationSetError TryCreate(ReadOnlySpan<Denomination> denominations, out DenominationSet? set)
    {
        set = null;
        if (denominations.Length is 0 or > MaxCount)
        {
            return denominations.Length == 0 ? DenominationSetError.Empty : DenominationSetError.TooMany;
        }

        var sorted = denominations.ToArray();
        Array.Sort(sorted, static (a, b) => b.Value.CompareTo(a.Value));
        if (sorted[^1].Value <= 0 || sorted[0].Value > MaxValue)
        {
            return sorted[^1].Value <= 0 ? DenominationSetError.NotPositive : DenominationSetError.TooLarge;
        }

        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Value == sorted[i - 1].Value)
            {
                return DenominationSetError.Repeated;
            }
        }

        set = Create(sorted);
        return DenominationSetError.None;
    }

    private static DenominationSet Create(Denomination[] sorted)
    {
        var values = Array.ConvertAll(sorted, static denomination => denomination.Value);
        var divisor = Arithmetic.DivideByCommonDivisor(values);
        return new(sorted, values, divisor, values[^1] == 1 && CanonicalTest.IsCanonical(values));
    }
}
