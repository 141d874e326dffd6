using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickchange.Scripts.Tests.EndToEnd.Browser;

/// <summary>Another web server, which serves an empty page under any name, on a free port of this machine.</summary>
internal sealed class PageServer(WebApplication server) : IAsyncDisposable
{
    public int Port => new Uri(server.Urls.Single()).Port;

    public static async Task<PageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(static context =>
        {
            context.Response.ContentType = "text/html";
            if (context.Request.Path == "/sandboxed")
            {
                // Makes the page's origin null.
                context.Response.Headers.ContentSecurityPolicy = "sandbox allow-scripts allow-forms";
            }

            return context.Response.WriteAsync("<!doctype html><title>page</title>");
        });
        await server.StartAsync();
        return new(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
