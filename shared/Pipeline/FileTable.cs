using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Quickchange.Pipeline;

/// <summary>The table of uploaded files, with an item for each content of a key, and an index by day.</summary>
/// <param name="dynamo">The client.</param>
/// <param name="name">The table's name.</param>
public sealed class FileTable(IAmazonDynamoDB dynamo, string name)
{
    private const string Index = "by-day";

    /// <summary>
    /// Writes the result of a file. If it is written again, it has the same counts and keeps the day when it was first completely read.
    /// </summary>
    /// <exception cref="AmazonDynamoDBException">DynamoDB rejected a request or could not be reached, after retries.</exception>
    /// <exception cref="OperationCanceledException">The time ran out; the item may have been written.</exception>
    public Task PutAsync(UploadedFile file, CancellationToken cancellation) => dynamo.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = name,
        Key = new() { ["id"] = new($"{file.Key}#{file.ETag}") },
        UpdateExpression = "SET #key = :key, #day = if_not_exists(#day, :day), accepted = :accepted, rejected = :rejected",
        // "key" and "day" are reserved words in DynamoDB.
        ExpressionAttributeNames = new() { ["#key"] = "key", ["#day"] = "day" },
        ExpressionAttributeValues = new()
        {
            [":key"] = new(file.Key),
            [":day"] = new(Text(file.Day)),
            [":accepted"] = Number(file.Accepted),
            [":rejected"] = Number(file.Rejected),
        },
    }, cancellation);

    /// <summary>All files that were first completely read on a day (UTC), by key.</summary>
    public async IAsyncEnumerable<UploadedFile> OfDayAsync(DateOnly day)
    {
        var pages = dynamo.Paginators.Query(new()
        {
            TableName = name,
            IndexName = Index,
            KeyConditionExpression = "#day = :day",
            ExpressionAttributeNames = new() { ["#day"] = "day" },
            ExpressionAttributeValues = new() { [":day"] = new(Text(day)) },
        }).Responses;
        await foreach (var page in pages)
        {
            foreach (var item in page.Items)
            {
                var key = item["key"].S;
                yield return new(key, item["id"].S[(key.Length + 1)..], day, Number(item["accepted"]), Number(item["rejected"]));
            }
        }
    }

    private static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static long Number(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
