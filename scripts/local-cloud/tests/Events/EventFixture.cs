using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests.Events;

/// <summary>A fake AWS API for event sources, with a clock that a test advances.</summary>
public abstract class EventFixture
{
    private protected const string FunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:f:live";

    private protected FakeAws Aws { get; private set; } = null!;

    private protected AwsClient Client { get; private set; } = null!;

    private protected ManualClock Clock { get; private set; } = null!;

    [SetUp]
    public async Task StartAws()
    {
        Clock = new();
        Aws = await FakeAws.StartAsync();
        Aws.Sqs = new(Clock);
        Client = new(Aws.Url, FakeAws.Secrets.AccessKey);
    }

    [TearDown]
    public async Task StopAws()
    {
        Client.Dispose();
        await Aws.DisposeAsync();
    }

    /// <summary>Sets members of an object.</summary>
    /// <param name="target">The object.</param>
    /// <param name="values">Names and values: JSON.</param>
    private protected static void Set(JsonObject target, string values)
    {
        foreach (var (name, value) in JsonNode.Parse(values)!.AsObject())
        {
            target[name] = value?.DeepClone();
        }
    }
}
