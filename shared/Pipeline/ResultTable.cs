using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Quickchange.Pipeline;

/// <summary>The table of results, with an item for each request ID, and an index by day.</summary>
/// <param name="dynamo">The client.</param>
/// <param name="name">The table's name.</param>
public sealed class ResultTable(IAmazonDynamoDB dynamo, string name)
{
    private const string Index = "by-day";

    /// <summary>
    /// A day's results are spread over eight partitions of the index, because a partition accepts at most 1,000 writes per second
    /// (<see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html">write
    /// sharding</see>).
    /// </summary>
    private const int Shards = 8;

    /// <summary>Writes a result, unless one with its ID exists.</summary>
    /// <exception cref="AmazonDynamoDBException">DynamoDB rejected a request or could not be reached, after retries.</exception>
    /// <exception cref="OperationCanceledException">The time ran out; the item may have been written.</exception>
    public async Task<PutOutcome> PutAsync(Result result, CancellationToken cancellation)
    {
        var request = result.Request;
        try
        {
            await dynamo.PutItemAsync(new PutItemRequest
            {
                TableName = name,
                Item = Item(result),
                ConditionExpression = "attribute_not_exists(id)",
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            }, cancellation);
            return PutOutcome.Written;
        }
        catch (ConditionalCheckFailedException there)
        {
            return there.Item["amount"].S == request.Amount && there.Item["currency"].S == request.Currency
                ? PutOutcome.Duplicate
                : PutOutcome.Conflict;
        }
    }

    /// <summary>All results of a day (UTC), in no order.</summary>
    public async IAsyncEnumerable<AnsweredRow> OfDayAsync(DateOnly day)
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            var pages = dynamo.Paginators.Query(new()
            {
                TableName = name,
                IndexName = Index,
                KeyConditionExpression = "shard = :shard",
                ExpressionAttributeValues = new() { [":shard"] = new($"{Text(day)}#{shard}") },
            }).Responses;
            await foreach (var page in pages)
            {
                foreach (var item in page.Items)
                {
                    yield return Row(item);
                }
            }
        }
    }

    private static AnsweredRow Row(Dictionary<string, AttributeValue> item) => new(
        item["amount"].S,
        item["currency"].S,
        [.. item["coins"].M.Select(coin => new CoinCount(coin.Key, Int128.Parse(coin.Value.N, CultureInfo.InvariantCulture)))]);

    private static Dictionary<string, AttributeValue> Item(Result result)
    {
        var request = result.Request;
        var day = Text(DateOnly.FromDateTime(result.AnsweredAt.UtcDateTime));
        return new()
        {
            ["id"] = new(request.Id),
            ["amount"] = new(request.Amount),
            ["currency"] = new(request.Currency),
            ["coins"] = new()
            {
                M = result.Coins.ToDictionary(
                    coin => coin.Name, coin => new AttributeValue { N = coin.Count.ToString(CultureInfo.InvariantCulture) }),
            },
            ["file"] = new(request.File),
            ["line"] = new() { N = request.Line.ToString(CultureInfo.InvariantCulture) },
            ["answered_at"] = new(result.AnsweredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ["shard"] = new($"{day}#{SHA256.HashData(Encoding.UTF8.GetBytes(request.Id))[0] % Shards}"),
        };
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
