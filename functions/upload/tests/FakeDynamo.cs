using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Quickchange.Upload.Tests;

/// <summary>Keeps the last counts written for each file.</summary>
internal sealed class FakeDynamo()
    : AmazonDynamoDBClient(new AnonymousAWSCredentials(), new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:1" })
{
    public Dictionary<string, (string Accepted, string Rejected)> Files { get; } = [];

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        var values = request.ExpressionAttributeValues;
        Files[request.Key["id"].S] = (values[":accepted"].N, values[":rejected"].N);
        return Task.FromResult(new UpdateItemResponse());
    }
}
