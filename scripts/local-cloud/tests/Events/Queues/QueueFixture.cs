using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Events.Queues;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Event source mappings in front of a fake AWS API, with a clock that stands and a function that is a delegate.</summary>
public abstract class QueueFixture : EventFixture
{
    private readonly ConcurrentQueue<JsonNode> _events = new();

    private protected EventSourceMappings Mappings { get; private set; } = null!;

    /// <summary>What the function answers; it may wait, or throw as if it could not be run.</summary>
    private protected Func<JsonNode, Task<InvocationResult>> Function { get; set; } = null!;

    /// <summary>The events that the function received.</summary>
    private protected IReadOnlyList<JsonNode> Events => [.. _events];

    private protected static string Arn(string queue) => $"arn:aws:sqs:us-east-1:123456789012:{queue}";

    [SetUp]
    public void StartMappings()
    {
        _events.Clear();
        Function = _ => Answer("null");
        Mappings = new(Client, InvokeAsync, Clock);
        Mappings.Start();
    }

    [TearDown]
    public async Task StopMappings() => await Mappings.DisposeAsync();

    private protected static Task<InvocationResult> Answer(string json) => Task.FromResult(new InvocationResult(Encoding.UTF8.GetBytes(json)));

    private protected static Task<InvocationResult> Failure() => Task.FromResult(InvocationResult.Failed("Error", "failed"));

    private protected static string ReportOf(params JsonNode[] records) => new JsonObject
    {
        ["batchItemFailures"] = new JsonArray([.. records.Select(record => new JsonObject { ["itemIdentifier"] = (string)record["messageId"]! })]),
    }.ToJsonString();

    private protected static string[] Bodies(JsonNode batch) => [.. batch["Records"]!.AsArray().Select(record => (string)record!["body"]!)];

    /// <summary>Adds or changes a mapping.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="values">Its other values: JSON.</param>
    private protected void Map(string queue, string values = "{}")
    {
        var mapping = new JsonObject
        {
            ["UUID"] = queue,
            ["EventSourceArn"] = Arn(queue),
            ["FunctionArn"] = FunctionArn,
            ["State"] = "Enabled",
            ["BatchSize"] = 10,
        };
        Set(mapping, values);
        Aws.Mappings[queue] = mapping;
        Mappings.Forget();
    }

    /// <summary>Waits until a condition is true.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="advance">By how many seconds the clock is advanced meanwhile, each time: messages in an invocation must not become visible again by it.</param>
    private protected Task UntilAsync(Func<bool> condition, double advance = 0) => Eventually.IsAsync(
        condition,
        () => $"It does not happen. The events: {string.Join(", ", Events.Select(batch => batch.ToJsonString()))}; left: {string.Join(", ", Aws.Sqs.Left)}",
        pause: 10,
        () => Clock.Advance(advance));

    private Task<InvocationResult> InvokeAsync(string function, byte[] payload)
    {
        Assert.That(function, Is.EqualTo(FunctionArn));
        var batch = JsonNode.Parse(payload)!;
        _events.Enqueue(batch);
        return Function(batch);
    }
}
