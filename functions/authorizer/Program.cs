using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Authorizer;
using Quickchange.Authorizer.DynamoDb;

var services = new ServiceCollection()
    .AddSingleton(static _ => new DynamoDbClient(
        DynamoDbEndpoint.OfEnvironment(), RequestSigner.OfEnvironment(TimeProvider.System), static () => new Connection()))
    .AddSingleton(static provider => new KeyTable(provider.GetRequiredService<DynamoDbClient>(), Variables.Required("KEYS_TABLE")))
    .AddSingleton(static provider => new AuthorizerHandler(provider.GetRequiredService<KeyTable>().Find, TimeProvider.System))
    .BuildServiceProvider();

services.GetRequiredService<DynamoDbClient>().Connect();
var handler = services.GetRequiredService<AuthorizerHandler>();

await LambdaBootstrapBuilder
    .Create<APIGatewayCustomAuthorizerV2Request, APIGatewayCustomAuthorizerV2SimpleResponse>(
        handler.Handle, new SourceGeneratorLambdaJsonSerializer<AuthorizerJsonContext>())
    .Build()
    .RunAsync();
