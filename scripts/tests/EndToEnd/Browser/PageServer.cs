using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickchange.Scripts.Tests.EndToEnd.Browser;

/// <summary>Somebody else's web server: it serves an empty page, under whatever name it is called, on a free port of this machine.</summary>
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
                // Its origin is then null.
                context.Response.Headers.ContentSecurityPolicy = "sandbox allow-scripts allow-forms";
            }

            return context.Response.WriteAsync("<!doctype html><title>page</title>");
        });
        await server.StartAsync();
        return new(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
