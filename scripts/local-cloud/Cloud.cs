using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud;

/// <summary>
/// The three servers of a local cloud: the gateway for callers, the compute plane for the AWS endpoint, the Runtime API
/// for functions.
/// </summary>
internal sealed class Cloud : IAsyncDisposable
{
    private readonly AwsClient _aws;
    private readonly LogShipper _shipper;
    private readonly ComputePlane _compute;
    private readonly WebApplication[] _servers;

    public Cloud(CommandLine options, TimeSpan firstRetry)
    {
        _aws = new(options.AwsEndpoint);
        _shipper = new(_aws);
        var functions = new Functions(_aws);
        var apis = new Apis(_aws);

        var runtimeApi = Build(0, null, services => services.AddSingleton<IConnectionListenerFactory, RuntimeApiListener>());
        var listener = (RuntimeApiListener)runtimeApi.Services.GetRequiredService<IConnectionListenerFactory>();
        var environments = new EnvironmentFactory(
            _aws, new(_aws, Path.Combine(options.Directory, "code")), listener, _shipper, new(), Path.Combine(options.Directory, "logs"));
        RuntimeApi.Map(runtimeApi, environments);

        _compute = new(functions, environments);
        var compute = Build(options.ComputePort, null, _ => { });
        InvokeApi.Map(compute, _compute, new(_compute, firstRetry));
        compute.MapPost("/_changed", () =>
        {
            functions.Forget();
            apis.Forget();
        });

        var gateway = Build(options.GatewayPort, HttpApiGateway.LargestRequest, _ => { });
        gateway.Run(new HttpApiGateway(apis, _compute, new(TimeProvider.System), new(_shipper)).ServeAsync);
        _servers = [runtimeApi, compute, gateway];
    }

    /// <exception cref="PortTakenException">Another program listens on one of the ports.</exception>
    public async Task StartAsync()
    {
        foreach (var server in _servers)
        {
            try
            {
                await server.StartAsync();
            }
            catch (IOException taken) when (taken.InnerException is AddressInUseException or SocketException)
            {
                throw new PortTakenException(taken.Message);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _compute.DisposeAsync();
        await _shipper.StopAsync();
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _aws.Dispose();
    }

    private static WebApplication Build(int port, long? largestRequest, Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.AddFilter("Microsoft", LogLevel.Error).AddSimpleConsole();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = largestRequest;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        configure(builder.Services);
        return builder.Build();
    }
}
