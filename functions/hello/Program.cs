using Amazon.Lambda.RuntimeSupport;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Hello;

var services = new ServiceCollection()
    .AddSingleton(static _ => new HelloHandler())
    .BuildServiceProvider();

var handler = services.GetRequiredService<HelloHandler>();

await LambdaBootstrapBuilder
    .Create(handler.Handle)
    .Build()
    .RunAsync();
