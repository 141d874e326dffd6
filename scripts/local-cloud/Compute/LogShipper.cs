using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Brings log lines to CloudWatch Logs, in their order, without making an invocation wait. Groups and streams that are
/// not there yet are made. What can't be delivered is said on standard error; the lines are in the log files as well.
/// </summary>
internal sealed class LogShipper
{
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
    private const int MostEvents = 10_000;
    private const int LargestBatch = 1_000_000;

    private readonly AwsClient _aws;
    private readonly HashSet<(string, string)> _streams = [];
    private readonly Channel<Line> _lines = Channel.CreateUnbounded<Line>(new() { SingleReader = true });
    private readonly Task _shipping;

    public LogShipper(AwsClient aws)
    {
        _aws = aws;
        _shipping = ShipAsync();
    }

    public void Write(string group, string stream, string message) =>
        _lines.Writer.TryWrite(new(group, stream, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), message));

    /// <summary>Delivers what is left; gives up after some seconds.</summary>
    public async Task StopAsync()
    {
        _lines.Writer.TryComplete();
        await Task.WhenAny(_shipping, Task.Delay(TimeSpan.FromSeconds(3)));
    }

    /// <summary>The name of a new stream, as Lambda makes it: date, version, a random number.</summary>
    public static string NewStream(string version) =>
        $"{DateTime.UtcNow.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture)}/[{version}]{Guid.NewGuid():N}";

    private async Task ShipAsync()
    {
        while (await _lines.Reader.WaitToReadAsync())
        {
            var waiting = new List<Line>();
            while (_lines.Reader.TryRead(out var line))
            {
                waiting.Add(line);
            }

            foreach (var stream in waiting.GroupBy(line => (line.Group, line.Stream)))
            {
                foreach (var batch in Batches(stream))
                {
                    await DeliverAsync(stream.Key.Group, stream.Key.Stream, batch);
                }
            }
        }
    }

    private async Task DeliverAsync(string group, string stream, IReadOnlyList<Line> batch)
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
        catch (Exception exception) when (exception is AwsException or HttpRequestException)
        {
            _streams.Remove((group, stream));
            await Console.Error.WriteLineAsync($"{batch.Count} lines did not reach the log group {group}: {exception.Message}");
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
            // Lines of this stream could not be delivered before.
        }
    }

    private static IEnumerable<List<Line>> Batches(IEnumerable<Line> lines)
    {
        var batch = new List<Line>();
        var size = 0;
        // An event may not be empty.
        foreach (var line in lines.Where(line => line.Message.Length > 0))
        {
            if (batch.Count == MostEvents || size + line.Message.Length > LargestBatch)
            {
                yield return batch;
                batch = [];
                size = 0;
            }

            batch.Add(line);
            size += line.Message.Length + 26;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private readonly record struct Line(string Group, string Stream, long Time, string Message);
}
