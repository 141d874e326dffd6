namespace Quickchange.Benchmark.RuntimeApi;

/// <summary>A request from a bootstrap.</summary>
/// <param name="Arrived">When it was complete, from <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/>.</param>
/// <param name="Target">As in <c>GET /2018-06-01/runtime/invocation/next</c>.</param>
/// <param name="Body">The body; empty if there is none.</param>
/// <param name="Connection">The connection for the response.</param>
internal sealed record RuntimeRequest(long Arrived, string Target, ReadOnlyMemory<byte> Body, RuntimeConnection Connection)
{
    private const string Root = "/2018-06-01/runtime/";

    public bool IsNext => Target == $"GET {Root}invocation/next";

    public bool IsResponseTo(string id) => Target == $"POST {Root}invocation/{id}/response";
}
