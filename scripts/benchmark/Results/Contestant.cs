namespace Quickchange.Benchmark.Results;

/// <summary>A bootstrap with its measurements.</summary>
/// <param name="Name">The function's name, with a suffix that distinguishes it: <c>worker, TLS</c> or <c>change@v1.2</c>.</param>
/// <param name="Kind">One of <see cref="ContestantKind"/>.</param>
/// <param name="Examples">The number of events with which it is started in turn.</param>
/// <param name="Tls">Whether it connects to AWS with TLS.</param>
/// <param name="ZipKb">The size of its zip in units of 1,000 bytes.</param>
/// <param name="BinaryKb">The size of its bootstrap in units of 1,000 bytes.</param>
/// <param name="Starts">The starts in each measured condition.</param>
/// <param name="Warm">The warm invocations; null if only starts were measured.</param>
/// <param name="SystemCallsUpToNext">
/// The system calls from exec to the request for the first event, the minimum of several starts; null if they can't be counted.
/// </param>
public sealed record Contestant(
    string Name, string Kind, int Examples, bool Tls, double ZipKb, double BinaryKb,
    IReadOnlyList<Starts> Starts, WarmInvocations? Warm, int? SystemCallsUpToNext)
{
    /// <returns>Null if that condition was not measured.</returns>
    public Starts? StartsIn(string condition) => Starts.SingleOrDefault(each => each.Condition == condition);
}
