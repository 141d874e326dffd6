using System.Diagnostics;
using System.Text;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Benchmark.Measuring;

/// <summary>
/// Measures from outside what a warm invocation allocates on .NET's managed heap: .NET reads the size of its first generation from
/// an environment variable, and doesn't collect garbage before that is full. Therefore each object is in untouched memory, and the
/// resident memory grows by what is allocated.
/// </summary>
internal static class AllocatedBytes
{
    private const string FirstGeneration = "GCgen0size";

    // Bytes, hexadecimal. Large objects have a small budget of their own, which would collect all the others too: up to this
    // size, half a region, they lie among them.
    private static readonly KeyValuePair<string, string>[] Variables =
        [new($"DOTNET_{FirstGeneration}", "40000000"), new("DOTNET_GCLOHThreshold", "200000")];

    private const int MostInvocations = 4000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    // In total far less than the memory of the smallest function, 128 MB: at its limit, .NET collects garbage whatever its options.
    private const long WarmUp = 8_000_000;
    private const long Measured = 24_000_000;

    /// <returns>Null if it is not a .NET program with Native AOT.</returns>
    public static double? Of(Candidate candidate, ProcessStarter starter, CancellationToken stop)
    {
        if (File.ReadAllBytes(candidate.Bootstrap).AsSpan().IndexOf(Encoding.ASCII.GetBytes(FirstGeneration)) < 0)
        {
            return null;
        }

        using var session = new Session(candidate, starter, Variables, stop);
        session.Process.Go();
        Invoke(session, candidate.Examples.Count, WarmUp);
        var (invocations, grown) = Invoke(session, candidate.Examples.Count, Measured);
        return (double)grown / invocations;
    }

    // Whole times through the examples, until enough has grown.
    private static (int Invocations, long Grown) Invoke(Session session, int examples, long enough)
    {
        session.WaitForNext();
        var (invocations, grown, started) = (0, 0L, Stopwatch.GetTimestamp());
        var before = ProcessMemory.Of(session.Process.Id).Anonymous;
        while (invocations < MostInvocations && grown < enough && Stopwatch.GetElapsedTime(started) < Limit)
        {
            session.Invoke(examples);
            session.WaitForNext();
            invocations += examples;
            grown = ProcessMemory.Of(session.Process.Id).Anonymous - before;
        }

        return (invocations, grown);
    }
}
