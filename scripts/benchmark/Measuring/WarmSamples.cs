using System.Diagnostics;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Benchmark.Measuring;

/// <summary>Invocations of a contestant's process, in batches.</summary>
internal sealed class WarmSamples : IDisposable
{
    private const int WarmUp = 200;

    private readonly Session _session;
    private readonly long _memory;
    private readonly List<double> _processorUs = [];
    private readonly List<double> _perSecond = [];
    private readonly int _batch;

    /// <param name="candidate">The contestant to invoke.</param>
    /// <param name="starter">Starts the process.</param>
    /// <param name="duration">The approximate duration of a batch.</param>
    /// <param name="stop">Cancels all waiting.</param>
    public WarmSamples(Candidate candidate, ProcessStarter starter, TimeSpan duration, CancellationToken stop)
    {
        Candidate = candidate;
        _session = new(candidate, starter, [], stop);
        try
        {
            _session.Process.Go();
            _session.Invoke(WarmUp);
            var started = Stopwatch.GetTimestamp();
            _session.Invoke(WarmUp);
            // A whole number of iterations over the examples, so that batches are comparable.
            var one = Stopwatch.GetElapsedTime(started) / WarmUp * candidate.Examples.Count;
            _batch = candidate.Examples.Count * (int)Math.Max(1, duration / one);
            _memory = ProcessMemory.Of(_session.Process.Id).Resident;
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    public Candidate Candidate { get; }

    public void Add()
    {
        var process = _session.Process.Id;
        var (started, used) = (Stopwatch.GetTimestamp(), ProcessFigures.ProcessorNsOf(process));
        _session.Invoke(_batch);
        _processorUs.Add((ProcessFigures.ProcessorNsOf(process) - used) / 1e3 / _batch);
        _perSecond.Add(_batch / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    /// <param name="systemCalls">The system calls of an invocation; null if they can't be counted.</param>
    /// <param name="allocatedBytes">The bytes that an invocation allocates; null if they can't be measured.</param>
    public Results.WarmInvocations ToWarmInvocations(double? systemCalls, double? allocatedBytes) => new(
        _batch * _processorUs.Count, _processorUs, systemCalls, allocatedBytes, Results.Statistics.Median(_perSecond),
        (ProcessMemory.Of(_session.Process.Id).Resident - _memory) / 1e6);

    public void Dispose() => _session.Dispose();
}
