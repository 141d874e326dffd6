using System.Diagnostics;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.RuntimeApi;

namespace Quickchange.Benchmark.Measuring;

/// <summary>A process of a contestant, from its start to its end.</summary>
internal sealed class Session : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Candidate _candidate;
    private readonly CancellationToken _stop;
    private readonly RuntimeApiServer _server = new();
    private RuntimeRequest? _next;
    private int _invocations;

    /// <param name="candidate">The contestant to start.</param>
    /// <param name="starter">Starts the process.</param>
    /// <param name="variables">Environment variables in addition to Lambda's.</param>
    /// <param name="stop">Cancels all waiting.</param>
    public Session(
        Candidate candidate, ProcessStarter starter, IEnumerable<KeyValuePair<string, string>> variables, CancellationToken stop)
    {
        (_candidate, _stop) = (candidate, stop);
        var all = candidate.Variables(_server.Address);
        foreach (var (name, value) in variables)
        {
            all[name] = value;
        }

        Process = starter.Start(candidate.Bootstrap, all);
    }

    public ChildProcess Process { get; }

    /// <summary>Called between two checks of the sockets; returns how long a check waits. The default waits for data.</summary>
    public (TimeSpan Wait, Action Between) Pace { get; set; } = (TimeSpan.FromMilliseconds(100), static () => { });

    /// <summary>Waits until the process, which <see cref="ChildProcess.Go"/> has started, requests its first event.</summary>
    /// <returns>The time of the request.</returns>
    public long WaitForNext()
    {
        _next ??= Receive();
        return _next.IsNext ? _next.Arrived : throw Failed("reports an error before its first event", _next);
    }

    /// <summary>Sends an example, and waits for its answer, which is verified.</summary>
    /// <param name="example">The example.</param>
    /// <param name="answered">Called when the answer has arrived, while the process waits for its acknowledgment.</param>
    /// <returns>When the event was sent and when the answer arrived.</returns>
    public (long Sent, long Answered) Invoke(AskedExample example, Action? answered = null)
    {
        _stop.ThrowIfCancellationRequested();
        WaitForNext();
        _candidate.Aws.Calls.Clear();
        example.Prepare(_candidate.Aws);
        var id = Guid.NewGuid().ToString();
        var sent = Stopwatch.GetTimestamp();
        RuntimeApiServer.SendEvent(_next!, example.Event, id, _candidate.Timeout);
        _next = null;
        var answer = Receive();
        answered?.Invoke();
        RuntimeApiServer.Accept(answer);
        if (!answer.IsResponseTo(id))
        {
            throw Failed("fails", answer);
        }

        example.Check(_candidate.Name, answer.Body, _candidate.Aws.Calls);
        return (sent, answer.Arrived);
    }

    /// <summary>Invokes the examples in turn.</summary>
    public void Invoke(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Invoke(_candidate.Examples[_invocations++ % _candidate.Examples.Count]);
        }
    }

    public void Dispose()
    {
        Process.Dispose();
        _server.Dispose();
    }

    private RuntimeRequest Receive()
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            if (_server.Poll(Pace.Wait) is { } request)
            {
                return request;
            }

            Pace.Between();
            _stop.ThrowIfCancellationRequested();
            if (Process.HasEnded)
            {
                throw new BenchmarkException($"{_candidate.Name} ended. It printed:\n{Process.Output}");
            }

            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new BenchmarkException($"{_candidate.Name} did not respond within {Limit.TotalSeconds} s. Its output:\n{Process.Output}");
            }
        }
    }

    private BenchmarkException Failed(string how, RuntimeRequest request) => new(
        $"{_candidate.Name} {how}: {request.Target} {System.Text.Encoding.UTF8.GetString(request.Body.Span)}\nIt printed:\n{Process.Output}");
}
