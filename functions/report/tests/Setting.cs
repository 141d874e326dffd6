using System.Net;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Quickchange.Pipeline;

namespace Quickchange.Report.Tests;

/// <summary>A handler with stubs for its dependencies.</summary>
internal sealed class Setting : IDisposable
{
    private readonly MemoryStream _metrics = new();
    private readonly StubCloudWatch _cloudWatch;
    private readonly HttpClient _http;

    public Setting(StubCloudWatch? cloudWatch = null)
    {
        _cloudWatch = cloudWatch ?? new((HttpStatusCode.OK, StubCloudWatch.Datapoints()));
        _http = new HttpClient(_cloudWatch);
    }

    public FakeDynamoDb Results { get; } = new();

    public FakeDynamoDb Files { get; } = new();

    public FakeS3 S3 { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string Metrics => Encoding.UTF8.GetString(_metrics.ToArray());

    public void AddResult(string shard, string amount, string currency, params (string Coin, string Count)[] coins) =>
        Results.Items.Add($"{Results.Items.Count}", new()
        {
            ["shard"] = new(shard),
            ["amount"] = new(amount),
            ["currency"] = new(currency),
            ["coins"] = new() { M = coins.ToDictionary(coin => coin.Coin, coin => new AttributeValue { N = coin.Count }) },
        });

    public Task AddFileAsync(DateOnly day, string key, int accepted, int rejected) =>
        new FileTable(Files, "files").PutAsync(new(key, "tag", day, accepted, rejected), CancellationToken.None);

    public void Refuse(Predicate<string> isRefused) => S3.Failure = request =>
        isRefused((request as PutObjectRequest)?.Key ?? ((GetObjectRequest)request).Key)
            ? new AmazonS3Exception("no") { ErrorCode = "AccessDenied", StatusCode = HttpStatusCode.Forbidden }
            : null;

    public async Task<string> HandleAsync(string input)
    {
        var signer = new QuerySigner(new BasicAWSCredentials("AKID", "secret"), "eu-west-1", "monitoring", TimeProvider.System);
        var age = new QueueAgeMetric(_http, new Uri("http://127.0.0.1"), signer, "quickchange-test-change-requests");
        var maker = new ReportMaker(new ResultTable(Results, "results"), new FileTable(Files, "files"), age);
        var metrics = new EmbeddedMetrics(_metrics, "report", TimeProvider.System);
        var handler = new ReportHandler(maker, new ReportStore(S3, "uploads"), metrics, Clock);

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        using var output = new StreamReader(await handler.HandleAsync(stream, new TestLambdaContext()));
        return await output.ReadToEndAsync();
    }

    public Task RunAtAsync(string time) => HandleAsync($$"""{ "source": "aws.scheduler", "time": "{{time}}" }""");

    public void Dispose()
    {
        _http.Dispose();
        _cloudWatch.Dispose();
        Results.Dispose();
        Files.Dispose();
        S3.Dispose();
        _metrics.Dispose();
    }
}
