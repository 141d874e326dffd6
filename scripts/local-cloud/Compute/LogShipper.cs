using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Delivers log lines to CloudWatch Logs, in order. Writers wait while many lines are in flight, so that functions that print
/// faster than the endpoint accepts lines don't fill the memory or lose lines. Creates missing groups and streams. Reports
/// undeliverable lines on standard error.
/// </summary>
internal sealed class LogShipper
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
    private const int MostEvents = 10_000;
    private const int LargestBatch = 1_000_000;
    private const int EventOverhead = 26;

    // Measured as in PutLogEvents. A large value makes large batches; a call costs the emulator more than a line does.
    private const int MostWaiting = 2_000_000;

    private readonly AwsClient _aws;
    private readonly HashSet<(string, string)> _streams = [];
    private readonly Channel<Part> _parts = Channel.CreateUnbounded<Part>(new() { SingleReader = true });
    private readonly Lock _counting = new();
    private readonly Task _shipping;
    private TaskCompletionSource? _room;
    private int _waiting;

    public LogShipper(AwsClient aws)
    {
        _aws = aws;
        _shipping = ShipAsync();
    }

    /// <summary>Writes lines to a stream, and waits until there is room for more.</summary>
    public Task WriteAsync(string group, string stream, params LogLine[] lines)
    {
        // An event can't be empty.
        lines = [.. lines.Where(line => line.Message.Length > 0)];
        if (lines.Length == 0 || !_parts.Writer.TryWrite(new(group, stream, lines)))
        {
            return Task.CompletedTask;
        }

        lock (_counting)
        {
            _waiting += lines.Sum(SizeOf);
            return _waiting <= MostWaiting
                ? Task.CompletedTask
                : (_room ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>Waits until the lines that were written before are delivered.</summary>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _parts.Writer.TryWrite(new("", "", []) { Flushed = flushed }) ? flushed.Task : Task.CompletedTask;
    }

    /// <summary>Delivers the remaining lines; gives up after several seconds.</summary>
    public async Task StopAsync()
    {
        _parts.Writer.TryComplete();
        await Task.WhenAny(_shipping, Task.Delay(TimeSpan.FromSeconds(3)));
    }

    /// <summary>The name of a new stream in Lambda's format: date, version, a random number.</summary>
    public static string NewStream(string version) =>
        $"{DateTime.UtcNow.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)}/[{version}]{Guid.NewGuid():N}";

    private async Task ShipAsync()
    {
        while (await _parts.Reader.WaitToReadAsync())
        {
            var parts = new List<Part>();
            while (_parts.Reader.TryRead(out var part))
            {
                parts.Add(part);
            }

            // All that were written before them are among the parts, too.
            var flushed = parts.Where(part => part.Flushed is not null).ToArray();
            foreach (var stream in parts.GroupBy(part => (part.Group, part.Stream)))
            {
                // In chronological order, which CloudWatch Logs requires, because several writers have added them.
                foreach (var batch in Batches(stream.SelectMany(part => part.Lines).OrderBy(line => line.Time)))
                {
                    await DeliverAsync(stream.Key.Group, stream.Key.Stream, batch);
                    MakeRoom(batch.Sum(SizeOf));
                }
            }

            Array.ForEach(flushed, part => part.Flushed!.SetResult());
        }
    }

    private void MakeRoom(int size)
    {
        lock (_counting)
        {
            _waiting -= size;
            if (_waiting <= MostWaiting)
            {
                _room?.SetResult();
                _room = null;
            }
        }
    }

    private async Task DeliverAsync(string group, string stream, List<LogLine> batch)
    {
        try
        {
            if (_streams.Add((group, stream)))
            {
                await MakeAsync(group, stream);
            }

            await _aws.CallAsync("logs", "Logs_20140328.PutLogEvents", new()
            {
                ["logGroupName"] = group,
                ["logStreamName"] = stream,
                ["logEvents"] = new JsonArray([.. batch.Select(line => new JsonObject
                {
                    ["timestamp"] = line.Time,
                    ["message"] = line.Message,
                })]),
            });
        }
        catch (Exception exception)
        {
            // Whatever the error, the next lines must still be delivered.
            _streams.Remove((group, stream));
            await Console.Error.WriteLineAsync($"{batch.Count} lines could not be delivered to the log group {group}: {exception.Message}");
        }
    }

    private async Task MakeAsync(string group, string stream)
    {
        var name = new JsonObject { ["logGroupName"] = group, ["logStreamName"] = stream };
        try
        {
            await _aws.CallAsync("logs", "Logs_20140328.CreateLogStream", name);
        }
        catch (AwsException missing) when (missing.Message.Contains("ResourceNotFound", StringComparison.Ordinal))
        {
            await _aws.CallAsync("logs", "Logs_20140328.CreateLogGroup", new() { ["logGroupName"] = group });
            await _aws.CallAsync("logs", "Logs_20140328.CreateLogStream", name.DeepClone().AsObject());
        }
        catch (AwsException there) when (there.Status == HttpStatusCode.BadRequest
            && there.Message.Contains("ResourceAlreadyExists", StringComparison.Ordinal))
        {
            // Earlier lines of this stream could not be delivered.
        }
    }

    private static IEnumerable<List<LogLine>> Batches(IEnumerable<LogLine> lines)
    {
        var batch = new List<LogLine>();
        var size = 0;
        foreach (var line in lines)
        {
            if (batch.Count == MostEvents || (batch.Count > 0 && size + SizeOf(line) > LargestBatch))
            {
                yield return batch;
                batch = [];
                size = 0;
            }

            batch.Add(line);
            size += SizeOf(line);
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static int SizeOf(LogLine line) => Encoding.UTF8.GetByteCount(line.Message) + EventOverhead;

    private readonly record struct Part(string Group, string Stream, LogLine[] Lines)
    {
        /// <summary>Completes when this part and all before it are delivered; null if nobody waits.</summary>
        public TaskCompletionSource? Flushed { get; init; }
    }
}
