using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests;

/// <summary>Runs as they could have been measured.</summary>
internal static class Samples
{
    public static BenchmarkRun Run(params Contestant[] contestants) => new(
        new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "0123abc", new("a processor", 2, 4.1, "6.1.0", "Debian GNU/Linux 12", "glibc 2.36"),
        contestants[0].Starts[0].TogetherMs.Count, contestants);

    public static Contestant Contestant(string name, string kind, Starts[] starts, double processorUs) => new(
        name, kind, 1, false, 300, 700, starts, new(1000, [processorUs], 4, null, 20000, 0), 20);

    public static Starts Starts(string condition, params double[] together) => new(
        condition, [.. together.Select(static each => each * 0.9)], [.. together.Select(static each => each * 0.1)],
        together, together, [.. together.Select(static _ => 30.0)], [.. together.Select(static _ => 0.8)]);
}
