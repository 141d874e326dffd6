using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests;

/// <summary>Runs with known samples.</summary>
internal static class Runs
{
    /// <summary>Three contestants in both conditions.</summary>
    public static BenchmarkRun Usual => Of(
        Contestant("C", ContestantKind.Floor, warm: [1, 1, 1], evicted: [4, 5, 6]),
        Contestant("change", ContestantKind.Function, warm: [2, 10, 3], evicted: [8, 9, 10]),
        Contestant("rust", ContestantKind.Beside, warm: [100, 50, 20], evicted: [4, 6, 8]));

    /// <summary>One contestant and the floor, which took 1 each time with a warm page cache.</summary>
    public static BenchmarkRun WithFloor(Contestant contestant) => Of(Contestant("C", ContestantKind.Floor, warm: [1]), contestant);

    public static BenchmarkRun Of(params Contestant[] contestants) => new(
        new(2026, 3, 4, 23, 30, 0, TimeSpan.FromHours(-2)),
        "0123abc",
        new("Processor", 2, 7.7, "6.1.0", "Debian GNU/Linux 12", "glibc 2.36"),
        contestants[0].Starts[0].TogetherMs.Count,
        contestants);

    /// <param name="name">The contestant's name.</param>
    /// <param name="kind">One of <see cref="ContestantKind"/>.</param>
    /// <param name="warm">The value of every figure of each start with a warm page cache.</param>
    /// <param name="evicted">The same with the files evicted; null if there were no such starts.</param>
    public static Contestant Contestant(string name, string kind, double[] warm, double[]? evicted = null) => new(
        name,
        kind,
        Examples: 1,
        Tls: false,
        ZipKb: 557.3,
        BinaryKb: 1160,
        evicted is null ? [StartsOf(Starts.Warm, warm)] : [StartsOf(Starts.Warm, warm), StartsOf(Starts.Evicted, evicted)],
        kind == ContestantKind.Beside ? null : new(1000, [.. warm.Select(static value => 10 * value)], 4, 2048, 20_000, 0.5),
        SystemCallsUpToNext: 60);

    private static Starts StartsOf(string condition, double[] samples) =>
        new(condition, samples, samples, samples, samples, samples, samples);
}
