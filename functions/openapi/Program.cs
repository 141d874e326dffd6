using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Openapi;

var services = new ServiceCollection()
    .AddSingleton(static _ => new OpenApiHandler(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "openapi.json"))))
    .BuildServiceProvider();

var handler = services.GetRequiredService<OpenApiHandler>();

await LambdaBootstrapBuilder
    .Create<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
        handler.Handle, new SourceGeneratorLambdaJsonSerializer<OpenApiJsonContext>())
    .Build()
    .RunAsync();
