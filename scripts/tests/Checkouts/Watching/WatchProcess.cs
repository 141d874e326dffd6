using System.Diagnostics;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts.Watching;

/// <summary>A running scripts/watch, and what it has printed.</summary>
internal sealed class WatchProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task _reading;

    public WatchProcess(Checkout checkout, Cloud cloud, params string[] words)
    {
        _process = Command.StartGroup(checkout.Root, [checkout.PathOf("scripts/watch"), "--port", $"{cloud.Port}", .. words]);
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    /// <summary>The number of lines so far.</summary>
    public int Count
    {
        get
        {
            lock (_lines)
            {
                return _lines.Count;
            }
        }
    }

    /// <summary>Waits for a line that contains a text, after the first lines.</summary>
    /// <exception cref="InvalidOperationException">It has ended, or says something else for a minute. The message contains its output.</exception>
    public async Task<string> UntilAsync(string text, int after = 0)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1); await Task.Delay(5))
        {
            var ended = _reading.IsCompleted;
            lock (_lines)
            {
                if (_lines.Skip(after).FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
                {
                    return line;
                }
            }

            if (ended)
            {
                break;
            }
        }

        throw new InvalidOperationException($"no line contains '{text}':\n{Output}");
    }

    /// <summary>Everything that it has printed.</summary>
    public string Output
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Ends it like Ctrl-C.</summary>
    public async Task<int> EndAsync()
    {
        await Command.SignalGroupAsync(_process, "INT");
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
