using System.Diagnostics;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Benchmark.Measuring;

/// <summary>
/// What a warm invocation allocates on .NET's managed heap, told from outside: .NET takes the size of its first generation from an
/// environment variable, and before that is full it collects nothing. So each object lies on memory that was never touched, and what
/// is resident grows by what is allocated.
/// </summary>
internal static class AllocatedBytes
{
    private const string Option = "GCgen0size";
    private const string FirstGeneration = "40000000"; // bytes, hexadecimal
    private const int WarmUp = 500;
    private const int Most = 4000;

    // Far above what else may come and go, far below what functions may have.
    private const long Enough = 24_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <returns>Null if it is no .NET program with Native AOT.</returns>
    public static double? Of(Candidate candidate, ProcessStarter starter, CancellationToken stop)
    {
        if (File.ReadAllBytes(candidate.Bootstrap).AsSpan().IndexOf("GCgen0size"u8) < 0)
        {
            return null;
        }

        using var session = new Session(candidate, starter, [new($"DOTNET_{Option}", FirstGeneration)], stop);
        session.Process.Go();
        session.Invoke(WarmUp - (WarmUp % candidate.Examples.Count));
        session.WaitForNext();
        var before = ProcessMemory.Of(session.Process.Id).Anonymous;
        var (invocations, grown, started) = (0, 0L, Stopwatch.GetTimestamp());
        while (invocations < Most && grown < Enough && Stopwatch.GetElapsedTime(started) < Limit)
        {
            session.Invoke(candidate.Examples.Count);
            invocations += candidate.Examples.Count;
            grown = ProcessMemory.Of(session.Process.Id).Anonymous - before;
        }

        return (double)grown / invocations;
    }
}
