using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Pipeline;
using Quickchange.PredictUpload;
using Quickchange.Vision;

var services = new ServiceCollection()
    .AddS3()
    .AddSingleton(static _ => new Classifier())
    .AddSingleton(static provider => new PredictUploadHandler(
        provider.GetRequiredService<IAmazonS3>(), provider.GetRequiredService<Classifier>()))
    .BuildServiceProvider();

var handler = services.GetRequiredService<PredictUploadHandler>();

await LambdaBootstrapBuilder
    .Create<S3Event>(handler.HandleAsync, new SourceGeneratorLambdaJsonSerializer<PredictUploadJsonContext>())
    .Build()
    .RunAsync();
