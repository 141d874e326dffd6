namespace Quickchange.Benchmark.Results;

/// <summary>Statistics of samples for tables, pages and the README.</summary>
public static class Statistics
{
    /// <summary>
    /// The quantile of samples in any order, interpolated between its neighbors
    /// (Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996: definition 7).
    /// </summary>
    /// <param name="samples">The samples, at least one.</param>
    /// <param name="fraction">The fraction, from 0 (the minimum) to 1 (the maximum).</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    internal static double Quantile(IReadOnlyList<double> samples, double fraction)
    {
        if (samples.Count == 0)
        {
            throw new ArgumentException("A quantile needs at least one sample.", nameof(samples));
        }

        double[] sorted = [.. samples.Order()];
        var place = fraction * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }

    /// <inheritdoc cref="Quantile"/>
    public static double Median(IReadOnlyList<double> samples) => Quantile(samples, 0.5);

    /// <inheritdoc cref="Quantile"/>
    public static Distribution Of(IReadOnlyList<double> samples) =>
        new(Quantile(samples, 0.1), Median(samples), Quantile(samples, 0.9));

    /// <summary>The ratio of a contestant's median start to first answer to the floor's in the same run and condition.</summary>
    /// <returns>Null if one of them was not measured in that condition.</returns>
    public static double? TimesFloor(BenchmarkRun run, Contestant contestant, string condition) =>
        (contestant.StartsIn(condition), run.Floor.StartsIn(condition)) is ({ } starts, { } floor)
            ? Median(starts.TogetherMs) / Median(floor.TogetherMs)
            : null;

    /// <summary>The ratio of a contestant's median CPU time of a warm invocation to the floor's in the same run.</summary>
    /// <returns>Null if one of them was not measured.</returns>
    public static double? WarmTimesFloor(BenchmarkRun run, Contestant contestant) =>
        (contestant.Warm, run.Floor.Warm) is ({ } warm, { } floor)
            ? Median(warm.ProcessorUs) / Median(floor.ProcessorUs)
            : null;
}
