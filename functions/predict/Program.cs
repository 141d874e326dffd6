using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Predict;
using Quickchange.Vision;

var services = new ServiceCollection()
    .AddSingleton(static _ => new Classifier())
    .AddSingleton(static provider => new PredictHandler(provider.GetRequiredService<Classifier>()))
    .BuildServiceProvider();

var handler = services.GetRequiredService<PredictHandler>();

await LambdaBootstrapBuilder
    .Create<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
        handler.Handle, new SourceGeneratorLambdaJsonSerializer<PredictJsonContext>())
    .Build()
    .RunAsync();
