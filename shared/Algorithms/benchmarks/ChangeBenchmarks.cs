using BenchmarkDotNet.Attributes;

namespace Quickchange.Algorithms.Benchmarks;

/// <summary>Change with the fewest coins, for an amount that the plain program can still pay.</summary>
[MemoryDiagnoser]
public class ChangeBenchmarks
{
    private readonly Int128[] _counts = new Int128[4];
    private long[] _values = [];
    private DenominationSet _set = null!;

    /// <summary>US coins, for which the greedy algorithm is optimal, and a set for which it is not.</summary>
    [Params("25 10 5 1", "40 33 7 5")]
    public string Set { get; set; } = "";

    [Params(189, 100_000)]
    public int Amount { get; set; }

    [GlobalSetup]
    public void MakeSet()
    {
        _values = Array.ConvertAll(Set.Split(' '), text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        DenominationSet.TryCreate(Array.ConvertAll(_values, value => new Denomination(value, "coin", "coins")), out var set);
        _set = set!;
    }

    [Benchmark(Baseline = true)]
    public long[] PlainDynamicProgram() => PlainProgram.MakeChange(Amount, _values);

    [Benchmark]
    public SearchOutcome MakeChange() => _set.MakeChange(Amount, _counts, new(long.MaxValue));

    [Benchmark]
    public SearchOutcome MakeChangeFromTill() => _set.MakeChange(Amount, [100_000, 100_000, 100_000, 100_000], _counts, new(long.MaxValue));
}
