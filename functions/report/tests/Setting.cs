using System.Net;
using System.Text;
using Amazon.Runtime;
using Quickchange.Pipeline;

namespace Quickchange.Report.Tests;

/// <summary>A handler with stubs of what it calls.</summary>
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

    public StubDynamoDb DynamoDb { get; } = new();

    public StubS3 S3 { get; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public string Metrics => Encoding.UTF8.GetString(_metrics.ToArray());

    public async Task<string> HandleAsync(string input)
    {
        var signer = new RequestSigner(new BasicAWSCredentials("AKID", "secret"), "eu-west-1", "monitoring", TimeProvider.System);
        var age = new QueueAge(_http, new Uri("http://127.0.0.1"), signer, "quickchange-test-change-requests");
        var maker = new ReportMaker(new ResultTable(DynamoDb, "results"), new FileTable(DynamoDb, "files"), age);
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
        DynamoDb.Dispose();
        S3.Dispose();
        _metrics.Dispose();
    }
}
