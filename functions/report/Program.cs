using Amazon.Lambda.RuntimeSupport;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Pipeline;
using Quickchange.Report;

var region = PipelineServices.Variable("AWS_REGION");
var endpoint = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") ?? $"https://monitoring.{region}.amazonaws.com";
// A queue's name is the last part of its URL.
var queue = PipelineServices.Variable("CHANGE_REQUESTS_QUEUE").Split('/')[^1];

var services = new ServiceCollection()
    .AddS3()
    .AddResultTable()
    .AddFileTable()
    .AddMetrics()
    .AddSingleton(static _ => new HttpClient { Timeout = TimeSpan.FromSeconds(5) })
    .AddSingleton(_ => new QuerySigner(new EnvironmentVariablesAWSCredentials(), region, "monitoring", TimeProvider.System))
    .AddSingleton(provider => new QueueAgeMetric(
        provider.GetRequiredService<HttpClient>(), new Uri(endpoint), provider.GetRequiredService<QuerySigner>(), queue))
    .AddSingleton(static provider => new ReportStore(
        provider.GetRequiredService<IAmazonS3>(), PipelineServices.Variable("UPLOADS_BUCKET")))
    .AddSingleton(static provider => new ReportMaker(
        provider.GetRequiredService<ResultTable>(),
        provider.GetRequiredService<FileTable>(),
        provider.GetRequiredService<QueueAgeMetric>()))
    .AddSingleton(static provider => new ReportHandler(
        provider.GetRequiredService<ReportMaker>(),
        provider.GetRequiredService<ReportStore>(),
        provider.GetRequiredService<EmbeddedMetrics>(),
        TimeProvider.System))
    .BuildServiceProvider();

var handler = services.GetRequiredService<ReportHandler>();

await LambdaBootstrapBuilder
    .Create(handler.HandleAsync)
    .Build()
    .RunAsync();
