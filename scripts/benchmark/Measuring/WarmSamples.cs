using System.Diagnostics;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Benchmark.Measuring;

/// <summary>Invocations of one process of a contestant, in batches.</summary>
internal sealed class WarmSamples : IDisposable
{
    private const int WarmUp = 200;

    private readonly Session _session;
    private readonly long _memory;
    private readonly List<double> _processorUs = [];
    private readonly List<double> _perSecond = [];
    private readonly int _batch;

    /// <param name="candidate">What to invoke.</param>
    /// <param name="starter">Where.</param>
    /// <param name="duration">About how long a batch should take.</param>
    /// <param name="stop">Ends every wait.</param>
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
            // A whole number of times through the examples, so that batches are alike.
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

    /// <param name="systemCalls">Of an invocation; null if they can't be counted.</param>
    /// <param name="allocatedBytes">Of an invocation; null if it can't be told.</param>
    public Results.WarmInvocations ToWarmInvocations(double? systemCalls, double? allocatedBytes) => new(
        _batch * _processorUs.Count, _processorUs, systemCalls, allocatedBytes, Results.Statistics.Median(_perSecond),
        (ProcessMemory.Of(_session.Process.Id).Resident - _memory) / 1e6);

    public void Dispose() => _session.Dispose();
}
