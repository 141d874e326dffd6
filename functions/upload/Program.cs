using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Pipeline;
using Quickchange.Upload;

var serializer = new SourceGeneratorLambdaJsonSerializer<UploadJsonContext>();

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
    .AddSingleton(provider => new UploadHandler(provider.GetRequiredService<FileImport>(), serializer))
    .BuildServiceProvider();

var handler = services.GetRequiredService<UploadHandler>();

await LambdaBootstrapBuilder
    .Create<SQSBatchResponse>(handler.HandleAsync, serializer)
    .Build()
    .RunAsync();
