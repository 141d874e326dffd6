using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Change;

var services = new ServiceCollection()
    .AddSingleton(static _ => new ChangeHandler())
    .BuildServiceProvider();

var handler = services.GetRequiredService<ChangeHandler>();

await LambdaBootstrapBuilder
    .Create<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
        handler.Handle, new SourceGeneratorLambdaJsonSerializer<ChangeJsonContext>())
    .Build()
    .RunAsync();
