namespace Quickchange.Benchmark.Report;

/// <summary>The axis of a plot: linear from 0, or logarithmic if the largest value is at least ten times the smallest.</summary>
internal sealed record Axis(double From, double To, bool Logarithmic, IReadOnlyList<double> Ticks)
{
    // More would overlap on a phone.
    private const int MostTicks = 9;

    // In each decade.
    private static readonly int[] Digits = [1, 2, 5];

    /// <summary>Creates an axis for at least one sample.</summary>
    public static Axis Over(IReadOnlyCollection<double> samples)
    {
        var (least, most) = (samples.Min(), samples.Max());
        return least > 0 && most / least >= 10 ? LogarithmicOver(least, most) : LinearOver(Math.Min(least, 0), Math.Max(most, 0));
    }

    /// <summary>The position from 0, the left end, to 1, the right end.</summary>
    public double PositionOf(double value) => Logarithmic
        ? Math.Log(value / From) / Math.Log(To / From)
        : (value - From) / (To - From);

    private static Axis LinearOver(double least, double most)
    {
        var step = most > least ? RoundUp((most - least) / (MostTicks - 3)) : 1;
        var (first, last) = (Math.Floor(least / step), Math.Max(Math.Ceiling(most / step), Math.Floor(least / step) + 1));
        return new(first * step, last * step, false, [.. Range((int)first, (int)last).Select(tick => tick * step)]);
    }

    private static Axis LogarithmicOver(double least, double most)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(least)), (int)Math.Ceiling(Math.Log10(most)));
        double[] ticks = last - first <= 3
            ? [.. Range(first, last).SelectMany(static exponent => Digits.Select(digit => digit * Math.Pow(10, exponent)))]
            : [.. Range(first, last).Select(static exponent => Math.Pow(10, exponent))];
        var from = ticks.Last(tick => tick <= least);
        var to = ticks.First(tick => tick >= most);
        var shown = ticks.Where(tick => tick >= from && tick <= to).ToArray();
        var each = ((shown.Length - 1) / MostTicks) + 1;
        return new(from, to, true, [.. shown.Where((_, index) => index % each == 0)]);
    }

    /// <summary>The next of 1, 2, 5, 10, 20, 50, and so on.</summary>
    private static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return power * Digits.Append(10).First(digit => digit * power >= value);
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}
