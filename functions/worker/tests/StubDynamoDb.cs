using System.Collections.Concurrent;
using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Quickchange.Worker.Tests;

/// <summary>A table whose puts keep to their condition, and fail for the ids that a test says.</summary>
internal sealed class StubDynamoDb() : AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
{
    private readonly ConcurrentQueue<string> _order = new();

    public ConcurrentDictionary<string, Dictionary<string, AttributeValue>> Items { get; } = new();

    /// <summary>The ids in the order in which they were put.</summary>
    public IReadOnlyList<string> Order => [.. _order];

    /// <summary>What a put of an id throws.</summary>
    public Dictionary<string, Exception> Failures { get; } = [];

    public override async Task<PutItemResponse> PutItemAsync(PutItemRequest request, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Assert.That(request.ConditionExpression, Is.EqualTo("attribute_not_exists(id)"));
        var id = request.Item["id"].S;
        if (Failures.TryGetValue(id, out var failure))
        {
            throw failure;
        }

        if (!Items.TryAdd(id, request.Item))
        {
            throw new ConditionalCheckFailedException("The conditional request failed") { Item = Items[id] };
        }

        _order.Enqueue(id);
        return new();
    }
}
