using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Compute.Own;
using Quickchange.LocalCloud.Events.Queues;
using Quickchange.LocalCloud.Events.Schedules;
using Quickchange.LocalCloud.Gateway;
using Quickchange.LocalCloud.Gateway.Authorization.Iam;
using Quickchange.LocalCloud.Gateway.Authorization.Jwt;
using Quickchange.LocalCloud.Gateway.Authorization.Lambda;
using Quickchange.LocalCloud.Issuer;

namespace Quickchange.LocalCloud;

/// <summary>
/// The three servers of a local cloud: the gateway for callers, the compute plane for the AWS endpoint, which also has the issuer of
/// tokens, and the Runtime API for functions.
/// </summary>
internal sealed class Cloud : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly AwsClient _aws;
    private readonly LogShipper _shipper;
    private readonly ComputePlane _compute;
    private readonly LambdaGuard _authorizers;
    private readonly Throttle _throttle = new(TimeProvider.System);
    private readonly Func<AsyncInvocations> _acceptLater;
    private readonly Func<EventSourceMappings> _mapEvents;
    private readonly Func<Scheduler> _schedule;
    private readonly KeyDownload _keys;
    private readonly RouteAccess _access;
    private readonly WebApplication[] _servers;

    // A reset replaces what delivers events.
    private AsyncInvocations _later;
    private EventSourceMappings _mappings;
    private Scheduler _scheduler;

    public Cloud(CommandLine options, Secrets secrets, ComputeSettings settings)
    {
        _aws = new(options.AwsEndpoint, secrets.AccessKey);
        _shipper = new(_aws);
        var functions = new Functions(_aws, settings.Random);
        var apis = new Apis(_aws);
        var hosts = new HostNames(options.Hosts);

        var runtimeApi = Build(
            0,
            new(hosts, RuntimeApi.RefuseAsync, Admission.NoBrowser),
            null,
            services => services.AddSingleton<IConnectionListenerFactory, RuntimeApiListener>().Configure<KestrelServerOptions>(RuntimeApi.Apply));
        var listener = (RuntimeApiListener)runtimeApi.Services.GetRequiredService<IConnectionListenerFactory>();
        var environments = new EnvironmentFactory(
            _aws,
            new(_aws, Path.Combine(options.Directory, "code")),
            listener,
            _shipper,
            new(),
            Path.Combine(options.Directory, "logs"),
            settings.InitLimit);
        RuntimeApi.Map(runtimeApi, "", context => Task.FromResult<IRuntime?>(environments.ByPort(context.Connection.LocalPort)));

        var own = new OwnFunctions(functions, options.FunctionPrefix, _shipper, options.Timeouts);
        _compute = new(functions, own, environments, settings);
        _acceptLater = () => new(_compute, functions, new(_aws), settings);
        _mapEvents = () => new(
            _aws,
            async (function, payload, meanwhile) => (await _compute.InvokeAsync(function, null, payload, meanwhile: meanwhile)).Result,
            TimeProvider.System);
        _schedule = () => new(_aws, (function, payload) => _later!.StartAsync(function, null, payload, null), settings.Random, TimeProvider.System);
        (_later, _mappings, _scheduler) = (_acceptLater(), _mapEvents(), _schedule());
        var compute = Build(
            options.ComputePort,
            new(
                hosts,
                (context, reason) => OwnProcessApi.IsOfRuntime(context.Request) ? RuntimeApi.RefuseAsync(context, reason) : InvokeApi.RefuseAsync(context, reason),
                Admission.NoBrowser,
                Admission.Unless(
                    request => OwnProcessApi.IsOfRuntime(request) || OwnProcessApi.IsOfUser(request) || IssuerApi.IsCall(request, options.IssuerPath),
                    otherwise: Admission.Knows(secrets.Control))),
            null,
            services => services.Configure<KestrelServerOptions>(RuntimeApi.Apply));
        InvokeApi.Map(compute, _compute, () => _later);
        OwnProcessApi.Map(compute, own, _aws, secrets.AccessKey);
        Issuer = new(() => $"http://127.0.0.1:{ComputePort}{options.IssuerPath}", TimeProvider.System);
        IssuerApi.Map(compute, options.IssuerPath, Issuer, secrets.AccessKey);
        compute.MapPost("/_changed", () =>
        {
            functions.Forget();
            apis.Forget();
            _mappings.Forget();
            _scheduler.Forget();
        });
        compute.MapPost("/_pending", () => new JsonObject([.. _later.Waiting().Select(each => KeyValuePair.Create(each.Key, (JsonNode?)each.Value))]).ToJsonString());
        compute.MapPost("/_reset", ResetAsync);
        compute.MapPost("/_resume", ResumeAsync);

        var gateway = Build(
            options.GatewayPort,
            new(hosts, HttpApiGateway.RefuseAsync),
            GatewayLimits.LargestBody,
            services => services.Configure<KestrelServerOptions>(GatewayLimits.Apply));
        _keys = new(() => Issuer.Url);
        _access = new(options.AwsEndpoint, secrets.Control);
        _authorizers = new(_compute, TimeProvider.System, settings.AuthorizerLimit);
        gateway.Run(new HttpApiGateway(
            apis,
            _compute,
            new(
                new(_access),
                new(new(_keys, TimeProvider.System), TimeProvider.System),
                _authorizers),
            _throttle,
            new(_shipper)).ServeAsync);
        _servers = [runtimeApi, compute, gateway];
    }

    /// <summary>The port of the gateway after it has started: a free port if 0 was requested.</summary>
    public int GatewayPort => PortOf(_servers[^1]);

    /// <summary>The port of the compute plane after it has started: a free port if 0 was requested.</summary>
    public int ComputePort => PortOf(_servers[^2]);

    /// <summary>The issuer of tokens.</summary>
    public TokenIssuer Issuer { get; }

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

        _mappings.Start();
        _scheduler.Start();
    }

    /// <summary>
    /// Ends all environments together with their invocations, drops asynchronous events, and forgets what it has decided about callers.
    /// No event is delivered until <see cref="ResumeAsync"/>.
    /// </summary>
    private async Task ResetAsync()
    {
        await _scheduler.DisposeAsync();
        await _mappings.DisposeAsync();
        _later.Dispose();
        _later = _acceptLater();
        await _compute.ResetAsync();
        _authorizers.Forget();
        _throttle.Forget();
        // Before the AWS endpoint removes all log events.
        await _shipper.FlushAsync();
    }

    /// <summary>Delivers events again after a reset.</summary>
    private async Task ResumeAsync()
    {
        // A reset that failed has not ended them.
        await _scheduler.DisposeAsync();
        await _mappings.DisposeAsync();
        (_mappings, _scheduler) = (_mapEvents(), _schedule());
        _mappings.Start();
        _scheduler.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _scheduler.DisposeAsync();
        _later.Dispose();
        await _mappings.DisposeAsync();
        await _compute.DisposeAsync();
        await _shipper.StopAsync();
        foreach (var server in _servers)
        {
            // Waiting callers receive the current result.
            await server.StopAsync(Farewell);
            await server.DisposeAsync();
        }

        Issuer.Dispose();
        _keys.Dispose();
        _access.Dispose();
        _aws.Dispose();
    }

    private static int PortOf(WebApplication server) => new Uri(server.Urls.Single()).Port;

    private static WebApplication Build(
        int port, Admission admission, long? largestRequest, Action<IServiceCollection> configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.AddFilter("Microsoft", LogLevel.Error).AddSimpleConsole();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = largestRequest;
            // A header, such as the one for a client context, can contain any text.
            options.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        configure(builder.Services);
        var server = builder.Build();
        admission.Apply(server);
        return server;
    }
}
