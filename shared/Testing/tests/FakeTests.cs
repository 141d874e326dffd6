using Amazon.DynamoDBv2.Model;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace Quickchange.Testing.Tests;

/// <summary>A fake reports what it doesn't support, and rejects what AWS rejects, so that no test passes by mistake.</summary>
public class FakeTests
{
    [Test]
    public async Task What_a_fake_does_not_know_is_an_error_that_names_it()
    {
        const string Text = "a = :a OR b = :b";
        using var dynamo = new FakeDynamoDb();
        using var s3 = new FakeS3();
        using var sqs = new FakeSqs();
        s3.Objects["key"] = new("text");
        Dictionary<string, AttributeValue> item = new() { ["id"] = new("a") };

        await IsUnknownAsync(Text, () => dynamo.PutItemAsync(new() { Item = item, ConditionExpression = Text }));
        await IsUnknownAsync(Text, () => dynamo.UpdateItemAsync(new() { Key = item, UpdateExpression = "SET " + Text }));
        await IsUnknownAsync(Text, () => dynamo.UpdateItemAsync(new() { Key = item, UpdateExpression = "SET a = :a", ConditionExpression = Text }));
        await IsUnknownAsync(Text, () => dynamo.QueryAsync(new QueryRequest { KeyConditionExpression = Text }));
        await IsUnknownAsync(Text, () => dynamo.QueryAsync(new QueryRequest { KeyConditionExpression = "a = :a", FilterExpression = Text }));
        await IsUnknownAsync("GetItemRequest", () => dynamo.GetItemAsync("table", item));
        await IsUnknownAsync("ListBucketsRequest", () => s3.ListBucketsAsync());
        await IsUnknownAsync("bytes=0-1", () => s3.GetObjectAsync(new() { Key = "key", ByteRange = new(0, 1) }));
        await IsUnknownAsync("ReceiveMessageRequest", () => sqs.ReceiveMessageAsync("queue"));

        static async Task IsUnknownAsync(string what, Func<Task> call) =>
            Assert.That((await Assert.ThrowsAsync<NotSupportedException>(call))!.Message, Does.Contain($"{what}'"));
    }

    [TestCase("TooManyEntriesInBatchRequest", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10")]
    [TestCase("BatchEntryIdsNotDistinct", "0", "0")]
    [TestCase("EmptyBatchRequest")]
    public async Task A_batch_that_SQS_refuses_is_refused_whole(string code, params string[] ids)
    {
        using var sqs = new FakeSqs();

        var failure = await Assert.ThrowsAsync<AmazonSQSException>(
            () => sqs.SendMessageBatchAsync("queue", [.. ids.Select(static id => new SendMessageBatchRequestEntry(id, "text"))]));

        Assert.That((failure!.ErrorCode, (int)failure.StatusCode), Is.EqualTo((code, 400)));
        Assert.That(sqs.Sent("queue"), Is.Empty);
    }
}
