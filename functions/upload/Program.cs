using Amazon.Lambda.RuntimeSupport;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Pipeline;
using Quickchange.Upload;

var services = new ServiceCollection()
    .AddS3()
    .AddSqs()
    .AddFileTable()
    .AddCoinChangeMaker()
    .AddMetrics()
    .AddSingleton(static provider => new RejectedFiles(provider.GetRequiredService<IAmazonS3>()))
    .AddSingleton(static provider => new Queues(
        provider.GetRequiredService<IAmazonSQS>(),
        PipelineServices.Variable("CHANGE_REQUESTS_QUEUE"),
        PipelineServices.Variable("UPLOAD_CONTINUATIONS_QUEUE")))
    .AddSingleton(static provider => new FileImport(
        provider.GetRequiredService<IAmazonS3>(),
        provider.GetRequiredService<Queues>(),
        provider.GetRequiredService<RejectedFiles>(),
        provider.GetRequiredService<FileTable>(),
        provider.GetRequiredService<CoinChangeMaker>(),
        provider.GetRequiredService<EmbeddedMetrics>(),
        TimeProvider.System))
    .AddSingleton(static provider => new UploadHandler(provider.GetRequiredService<FileImport>()))
    .BuildServiceProvider();

var handler = services.GetRequiredService<UploadHandler>();

await LambdaBootstrapBuilder
    .Create(handler.HandleAsync)
    .Build()
    .RunAsync();
