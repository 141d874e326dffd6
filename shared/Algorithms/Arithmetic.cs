namespace Quickchange.Algorithms;

internal static class Arithmetic
{
    /// <summary>The greatest common divisor; for 0 and a number, the number.</summary>
    public static long CommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    /// <summary>The greatest common divisor of all values; 0 if there are none.</summary>
    public static long CommonDivisor(ReadOnlySpan<long> values)
    {
        var divisor = 0L;
        foreach (var value in values)
        {
            divisor = CommonDivisor(divisor, value);
        }

        return divisor;
    }

    /// <summary>Divides all values by their greatest common divisor.</summary>
    /// <returns>The divisor; 1 if there are no values.</returns>
    public static long DivideByCommonDivisor(Span<long> values)
    {
        var divisor = Math.Max(1, CommonDivisor(values));
        foreach (ref var value in values)
        {
            value /= divisor;
        }

        return divisor;
    }
}
