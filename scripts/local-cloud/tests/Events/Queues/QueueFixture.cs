using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Events.Queues;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Event source mappings with a fake AWS API, a manual clock, and a delegate as the function.</summary>
public abstract class QueueFixture : EventFixture
{
    private readonly ConcurrentQueue<JsonNode> _events = new();

    private protected EventSourceMappings Mappings { get; private set; } = null!;

    /// <summary>The function's answer. It can wait, or throw an exception as if the function could not be run.</summary>
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
    /// <param name="values">The other values, as JSON.</param>
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
    /// <param name="advance">By how many seconds each check advances the clock. This must not make messages in an invocation visible again.</param>
    private protected Task UntilAsync(Func<bool> condition, double advance = 0) => Eventually.IsAsync(
        condition,
        () => $"It does not happen. The events: {string.Join(", ", Events.Select(batch => batch.ToJsonString()))}; left: {string.Join(", ", Aws.Sqs.Left)}",
        pause: 10,
        () => Clock.Advance(advance));

    private Task<InvocationResult> InvokeAsync(string function, byte[] payload, Func<CancellationToken, Task> meanwhile)
    {
        Assert.That(function, Is.EqualTo(FunctionArn));
        var batch = JsonNode.Parse(payload)!;
        _events.Enqueue(batch);
        return Function(batch);
    }
}
