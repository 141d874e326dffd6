using Amazon;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Quickchange.Report.Tests;

/// <summary>Answers queries of the indexes by day, two items a page.</summary>
internal sealed class StubDynamoDb() : AmazonDynamoDBClient(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
{
    private const int PageSize = 2;

    private readonly List<(string Partition, Dictionary<string, AttributeValue> Item)> _items = [];

    public void AddResult(string shard, string amount, string currency, params (string Coin, string Count)[] coins) =>
        _items.Add((shard, new()
        {
            ["amount"] = new(amount),
            ["currency"] = new(currency),
            ["coins"] = new() { M = coins.ToDictionary(coin => coin.Coin, coin => new AttributeValue { N = coin.Count }) },
        }));

    public void AddFile(string day, string key, int accepted, int rejected) =>
        _items.Add((day, new()
        {
            ["id"] = new($"{key}#tag"),
            ["key"] = new(key),
            ["accepted"] = new() { N = $"{accepted}" },
            ["rejected"] = new() { N = $"{rejected}" },
        }));

    public override Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken = default)
    {
        var partition = request.ExpressionAttributeValues.Single().Value.S;
        var skipped = request.ExclusiveStartKey is { Count: > 0 } key ? int.Parse(key["at"].N) : 0;
        var all = _items.Where(item => item.Partition == partition).Select(item => item.Item).ToList();
        var response = new QueryResponse { Items = [.. all.Skip(skipped).Take(PageSize)] };
        if (skipped + PageSize < all.Count)
        {
            response.LastEvaluatedKey = new() { ["at"] = new() { N = $"{skipped + PageSize}" } };
        }

        return Task.FromResult(response);
    }
}
