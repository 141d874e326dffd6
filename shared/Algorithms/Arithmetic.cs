namespace Quickchange.Algorithms;

internal static class Arithmetic
{
    /// <summary>The greatest common divisor; that of 0 and a number is the number.</summary>
    public static long CommonDivisor(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    /// <summary>The greatest common divisor of all; 0 of none.</summary>
    public static long CommonDivisor(ReadOnlySpan<long> values)
    {
        var divisor = 0L;
        foreach (var value in values)
        {
            divisor = CommonDivisor(divisor, value);
        }

        return divisor;
    }
}
