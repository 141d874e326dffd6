using System.Collections.Concurrent;
using System.Text;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests asynchronous events that are lost, and the messages about them.</summary>
[NonParallelizable]
public sealed class LostEventTests : AsyncFixture
{
    private readonly TextWriter _standardError = Console.Error;
    private Recorder _said = null!;

    // Longer than the maximum age that can be configured for an event.
    private protected override ComputeSettings Settings { get; } = Patient with { ErrorRetry = TimeSpan.FromMinutes(2) };

    [SetUp]
    public void Listen()
    {
        _said = new();
        Console.SetError(_said);
    }

    [TearDown]
    public void StopListening()
    {
        Console.SetError(_standardError);
        _said.Dispose();
    }

    [Test]
    public async Task An_event_that_would_become_too_old_is_not_tried_again()
    {
        Aws.Deploy("f", Fails);
        Configure("f", age: 60, onFailure: QueueArn("failures"));

        await StartAsync("f");

        var context = (await RecordInAsync("failures"))["requestContext"]!;
        Assert.That((string)context["condition"]!, Is.EqualTo("EventAgeExceeded"));
        Assert.That((int)context["approximateInvokeCount"]!, Is.EqualTo(1));
    }

    [TestCase("arn:aws:sns:us-east-1:123456789012:topic", "supports only queues and functions")]
    [TestCase("arn:aws:sqs:us-east-1:123456789012:down", "503")]
    public async Task An_event_whose_record_can_t_be_sent_is_said_to_be_lost(string destination, string reason)
    {
        Aws.Sqs.IsDown = true;
        Aws.Deploy("f", Fails);
        Configure("f", retries: 0, onFailure: destination);

        await StartAsync("f");

        await UntilAsync(() => Said.Contains("An event for f was lost", StringComparison.Ordinal), "no message about it");
        Assert.That(Said, Does.Contain(destination).And.Contain(reason));
        Assert.That(Said, Does.Contain("An event for f was lost, RetriesExhausted after 1 tries: again"));
    }

    [Test]
    public async Task Events_that_still_wait_when_the_cloud_stops_are_counted()
    {
        Aws.Deploy("f", Fails);
        Aws.Deploy("g", Fails);
        await StartAsync("f");
        await StartAsync("f?Qualifier=live");
        await StartAsync("g");
        await UntilAsync(() => Tries == 3, "they have not run");

        await StopCloud();
        await StartCloud();

        Assert.That(Said, Does.Contain("Asynchronous events are lost because the cloud ends or is reset: 1 for g, 2 for f"));
    }

    private string Said => _said.ToString();

    // It is read while it is written to.
    private sealed class Recorder : TextWriter
    {
        private readonly ConcurrentQueue<char> _written = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => _written.Enqueue(value);

        public override string ToString() => new([.. _written]);
    }
}
