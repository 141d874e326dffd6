using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Pipeline;
using Quickchange.Worker;

var services = new ServiceCollection()
    .AddCoinChangeMaker()
    .AddResultTable()
    .AddMetrics()
    .AddSingleton(static provider => new WorkerHandler(
        provider.GetRequiredService<CoinChangeMaker>(),
        provider.GetRequiredService<ResultTable>(),
        provider.GetRequiredService<EmbeddedMetrics>(),
        TimeProvider.System))
    .BuildServiceProvider();

var handler = services.GetRequiredService<WorkerHandler>();

await LambdaBootstrapBuilder
    .Create<SQSEvent, SQSBatchResponse>(
        handler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<WorkerJsonContext>())
    .Build()
    .RunAsync();
