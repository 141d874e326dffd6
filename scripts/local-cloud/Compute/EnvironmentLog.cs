using System.Globalization;
using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The log of one environment: its process's output, between Lambda's own START, END and REPORT lines. These are in text format
/// whatever the function's log format, because they are for human readers.
/// </summary>
internal sealed class EnvironmentLog : IAsyncDisposable
{
    private const int TailLength = 4096;

    private readonly LogShipper _shipper;
    private readonly OutputFile? _output;
    private readonly string _group;
    private readonly string _stream;
    private readonly List<LogLine> _lines = [];
    private readonly StringBuilder _tail = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _reading;

    /// <param name="shipper">Delivers the lines.</param>
    /// <param name="output">The process's output; null if it is written elsewhere.</param>
    /// <param name="group">The log group.</param>
    /// <param name="stream">The log stream.</param>
    public EnvironmentLog(LogShipper shipper, OutputFile? output, string group, string stream)
    {
        _shipper = shipper;
        _output = output;
        _group = group;
        _stream = stream;
        _reading = output is null ? Task.CompletedTask : ReadAsync();
    }

    public Task StartAsync(string requestId, string version) => WriteAsync(
        () =>
        {
            _tail.Clear();
            Add($"START RequestId: {requestId} Version: {version}");
        },
        ship: false);

    public Task WriteAsync(string text) => WriteAsync(() => Array.ForEach(text.Split('\n'), Add));

    public Task FailAsync(string requestId, Failure failure)
    {
        var time = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return WriteAsync(failure.IsTimeout
            ? $"{time} {requestId} {failure.Reason}"
            : $"RequestId: {requestId} Error: {failure.Reason}\n{failure.ErrorType}");
    }

    /// <returns>The end of the invocation's log.</returns>
    public async Task<string> EndAsync(InvocationReport report)
    {
        var tail = "";
        await WriteAsync(() =>
        {
            AddRest();
            Add($"END RequestId: {report.RequestId}");
            Add(report.ToString());
            tail = _tail.ToString();
        });
        return tail;
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _reading;
        await WriteAsync(AddRest);
        _output?.Dispose();
        _writing.Dispose();
        _closed.Dispose();
    }

    // Output must be visible before a long invocation ends, and between invocations.
    private async Task ReadAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_closed.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await WriteAsync(() => { });
        }
    }

    // Earlier output of the process comes first. Lines that aren't shipped now are combined with the next ones, so that most
    // invocations need at most one call to CloudWatch Logs.
    private async Task WriteAsync(Action add, bool ship = true)
    {
        await _writing.WaitAsync();
        try
        {
            // Only up to the current end, because a process could write forever.
            var end = _output?.Length ?? 0;
            while (_output is not null && _output.TryRead(end, out var lines))
            {
                lines.ForEach(Add);
                await ShipAsync();
            }

            add();
            if (ship)
            {
                await ShipAsync();
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private void AddRest()
    {
        if (_output?.TakeRest() is { } rest)
        {
            Add(rest);
        }
    }

    private void Add(string line)
    {
        _lines.Add(LogLine.Now(line));
        _tail.Append(line).Append('\n');
        _tail.Remove(0, Math.Max(0, _tail.Length - TailLength));
    }

    private Task ShipAsync()
    {
        var lines = _lines.ToArray();
        _lines.Clear();
        return _shipper.WriteAsync(_group, _stream, lines);
    }
}
