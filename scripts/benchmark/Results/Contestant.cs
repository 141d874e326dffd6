namespace Quickchange.Benchmark.Results;

/// <summary>A bootstrap, and what was measured of it.</summary>
/// <param name="Name">Its function, with what tells it from others: <c>worker, TLS</c> or <c>change@v1.2</c>.</param>
/// <param name="Kind">One of <see cref="ContestantKind"/>.</param>
/// <param name="Examples">How many events it is started with in turn.</param>
/// <param name="Tls">Whether it reaches AWS over TLS.</param>
/// <param name="ZipKb">The size of its package in units of 1000 bytes.</param>
/// <param name="BinaryKb">The size of its bootstrap in units of 1000 bytes.</param>
/// <param name="Starts">One for each condition that was measured.</param>
/// <param name="Warm">Null if only starts were measured.</param>
/// <param name="SystemCallsUpToNext">From exec until it asks for its first event, the least of some starts; null where they can't be counted.</param>
public sealed record Contestant(
    string Name, string Kind, int Examples, bool Tls, double ZipKb, double BinaryKb,
    IReadOnlyList<Starts> Starts, WarmInvocations? Warm, int? SystemCallsUpToNext)
{
    /// <returns>Null if that condition was not measured.</returns>
    public Starts? StartsIn(string condition) => Starts.SingleOrDefault(each => each.Condition == condition);
}
