using Amazon.Lambda.RuntimeSupport;
using Microsoft.Extensions.DependencyInjection;
using Quickchange.Probe;

var services = new ServiceCollection()
    .AddSingleton(static _ => new ProbeHandler())
    .BuildServiceProvider();

var handler = services.GetRequiredService<ProbeHandler>();

await LambdaBootstrapBuilder
    .Create(handler.HandleAsync)
    .Build()
    .RunAsync();
