using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>A request and what the gateway has found out about it.</summary>
/// <param name="Http">The request as the server read it.</param>
/// <param name="Id">What the caller gets as Apigw-Requestid.</param>
/// <param name="Time">When it came.</param>
/// <param name="Api">The API that serves it.</param>
/// <param name="Stage">The stage that serves it.</param>
/// <param name="Path">Its path, decoded, with the stage's name.</param>
/// <param name="Query">Its query, as sent.</param>
internal sealed record GatewayRequest(
    HttpRequest Http, string Id, DateTimeOffset Time, Api Api, Stage Stage, string Path, string Query)
{
    /// <summary>The route that took it; null if none did.</summary>
    public Route? Route { get; init; }

    /// <summary>Whether the function's resource policy lets that route invoke it.</summary>
    public bool IsPermitted { get; init; }

    public IReadOnlyDictionary<string, string> PathParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The account of the API: that of the functions behind it; null if there are none.</summary>
    public string? AccountId => FunctionArn?.Split(':')[4];

    /// <summary>The tracing header, with the root that the caller sent or a new one.</summary>
    public string TraceId { get; } =
        Http.Headers["x-amzn-trace-id"].ToString() is { } sent && sent.Contains("Root=", StringComparison.Ordinal)
            ? sent
            : $"Root=1-{Time.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";

    public string SourceIp => Http.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The time in the Common Log Format.</summary>
    public string ClfTime => Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);

    public string DomainPrefix => Http.Host.Host.Split('.')[0];

    /// <summary>What a permission's source ARN is compared with: ANY is *, and parameters keep their braces.</summary>
    public string RouteArn
    {
        get
        {
            var method = Route!.Method == "ANY" ? "*" : Route.Method;
            var place = Route.Key == Route.Default ? Route.Key : method + Route.Key[Route.Key.IndexOf('/', StringComparison.Ordinal)..];
            return $"arn:aws:execute-api:{FunctionArn!.Split(':')[3]}:{AccountId}:{Api.Id}/{Stage.Name}/{place}";
        }
    }

    private string? FunctionArn =>
        (Route?.Integration ?? Api.Routes.FirstOrDefault(route => route.Integration is not null)?.Integration)?.FunctionArn;

    public static string NewId() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(11)).Replace('+', '-').Replace('/', '_');
}
