using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts.Watching;

/// <summary>A copy of the checkout with a cloud and a running scripts/watch.</summary>
internal sealed class Watched : IDisposable
{
    private Watched(Checkout checkout, Cloud cloud)
    {
        Checkout = checkout;
        Cloud = cloud;
        Saves = new(checkout, cloud, () => Process.Output);
    }

    public Checkout Checkout { get; }

    public Cloud Cloud { get; }

    public Saves Saves { get; }

    public WatchProcess Process { get; private set; } = null!;

    /// <param name="events">Whether the function also receives messages, files and schedules.</param>
    /// <param name="words">The options of scripts/watch.</param>
    public static async Task<Watched> StartAsync(bool events, params string[] words)
    {
        var checkout = await Checkout.CreateAsync(WatchedFunction.Name);
        var watched = new Watched(checkout, new(checkout.Root));
        try
        {
            var function = new WatchedFunction(checkout);
            if (events)
            {
                function.AddEvents();
            }

            (await watched.Cloud.UpAsync()).Succeeded();
            function.ReplaceSources();
            watched.Process = new(checkout, watched.Cloud, words);
            await watched.Process.UntilAsync("watching for saves");
            Assert.That(await watched.Saves.AnswerAsync(), Does.Contain("body 0"), watched.Process.Output);
            return watched;
        }
        catch
        {
            watched.Dispose();
            throw;
        }
    }

    /// <summary>Ends scripts/watch; then what was deployed serves again.</summary>
    public async Task EndAsync()
    {
        var status = await Process.EndAsync();

        Assert.That(status, Is.EqualTo(130), Process.Output);
        var programs = Checkout.PathOf("artifacts/watch");
        Assert.That(Processes.With("cmdline", words => words.Any(word => word.StartsWith(programs, StringComparison.Ordinal))), Is.Empty);
        Assert.That(await Saves.AnswerAsync(), Does.Contain("request_id"), "the deployed function");
    }

    public async Task SendMessageAsync()
    {
        var queue = await Cloud.AwsAsync("sqs", "get_queue_url", new { QueueName = $"{Cloud.Prefix}-{WatchedFunction.Name}" });
        await Cloud.AwsAsync("sqs", "send_message", new { QueueUrl = (string)queue["QueueUrl"]!, MessageBody = "{}" });
    }

    public Task UploadAsync() =>
        Cloud.AwsAsync("s3", "put_object", new { Bucket = $"{Cloud.Prefix}-uploads-123456789012", Key = $"{WatchedFunction.Name}/file.txt", Body = "content" });

    public Task ScheduleAsync() => Cloud.PythonAsync("scripts/tests/Checkouts/Watching/schedule_soon.py", WatchedFunction.Name);

    public void Dispose()
    {
        Process?.Dispose();
        Cloud.DownAsync().GetAwaiter().GetResult();
        Cloud.Dispose();
        Checkout.Dispose();
    }
}
