using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace Quickchange.Algorithms.Benchmarks;

/// <summary>The number of ways to pay an amount with US coins.</summary>
[MemoryDiagnoser]
public class WaysBenchmarks
{
    private readonly DenominationSet _set = Create();

    [Params(189, 100_000)]
    public int Amount { get; set; }

    [Benchmark(Baseline = true)]
    public BigInteger PlainDynamicProgram() => PlainProgram.CountWays(Amount, [25, 10, 5, 1]);

    [Benchmark]
    public BigInteger CountWays()
    {
        _set.TryCountWays(Amount, new(long.MaxValue), out var ways);
        return ways;
    }

    private static DenominationSet Create()
    {
        DenominationSet.TryCreate(Denominations.Of("USD"), out var set);
        return set!;
    }
}
