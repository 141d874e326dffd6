using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Benchmark.Measuring;

/// <summary>The number of system calls of a contestant's process.</summary>
/// <param name="UpToNext">From exec to the request for the first event: the minimum of several starts.</param>
/// <param name="PerInvocation">For a warm invocation, including <c>next</c> and the response.</param>
internal sealed record SystemCalls(int UpToNext, double PerInvocation)
{
    // Threads that wait for each other make a varying number of calls from start to start, so the minimum counts.
    private const int Starts = 3;

    private const int WarmUp = 30;
    private const int Counted = 60;

    /// <returns>Null if this machine doesn't allow it.</returns>
    public static SystemCalls? Of(Candidate candidate, ProcessStarter starter, CancellationToken stop)
    {
        // The kernel notifies only the tracing thread.
        var counting = new Task<SystemCalls?>(() => Count(candidate, starter, stop));
        new Thread(() => counting.RunSynchronously(TaskScheduler.Default)) { IsBackground = true, Name = "tracer" }.Start();
        return counting.GetAwaiter().GetResult();
    }

    private static SystemCalls? Count(Candidate candidate, ProcessStarter starter, CancellationToken stop)
    {
        if (CountOnce(candidate, starter, invocations: true, stop) is not { } counted)
        {
            return null;
        }

        var upToNext = Enumerable.Range(1, Starts - 1)
            .Select(_ => CountOnce(candidate, starter, invocations: false, stop)!.UpToNext).Append(counted.UpToNext).Min();
        return counted with { UpToNext = upToNext };
    }

    private static SystemCalls? CountOnce(Candidate candidate, ProcessStarter starter, bool invocations, CancellationToken stop)
    {
        using var session = new Session(candidate, starter, [], stop);
        if (SystemCallTracer.Attach(session.Process.Id) is not { } tracer)
        {
            return null;
        }

        try
        {
            session.Pace = (TimeSpan.Zero, tracer.Step);
            session.Process.Go();
            session.WaitForNext();
            var upToNext = tracer.Count;
            if (!invocations)
            {
                return new(upToNext, 0);
            }

            session.Invoke(WarmUp);
            session.WaitForNext();
            var before = tracer.Count;
            var rounds = (Counted + candidate.Examples.Count - 1) / candidate.Examples.Count;
            session.Invoke(rounds * candidate.Examples.Count);
            session.WaitForNext();
            return new(upToNext, (double)(tracer.Count - before) / (rounds * candidate.Examples.Count));
        }
        finally
        {
            session.Process.Kill();
            SystemCallTracer.WaitForEnd();
        }
    }
}
