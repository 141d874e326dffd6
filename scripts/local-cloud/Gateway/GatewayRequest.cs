using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Gateway.Authorization;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>A request with the gateway's information about it.</summary>
/// <param name="Http">The HTTP request.</param>
/// <param name="Id">The request ID, which the caller receives as Apigw-Requestid.</param>
/// <param name="Time">The time of the request.</param>
/// <param name="Api">The API that serves the request.</param>
/// <param name="Stage">The stage that serves the request.</param>
/// <param name="Path">The decoded path, including the stage name.</param>
/// <param name="PathInStage">The decoded path, without the stage name.</param>
/// <param name="Query">The raw query string.</param>
internal sealed record GatewayRequest(
    HttpRequest Http, string Id, DateTimeOffset Time, Api Api, Stage Stage, string Path, string PathInStage, string Query)
{
    /// <summary>The matching route; null if there is none.</summary>
    public Route? Route { get; init; }

    /// <summary>Whether the function's resource policy allows the route to invoke it.</summary>
    public bool IsPermitted { get; init; }

    /// <summary>The authorizer of the route; null if it has none, or if there is no such authorizer.</summary>
    public Authorizer? Authorizer => Route?.Authorization.AuthorizerId is { } id ? Api.Authorizers.GetValueOrDefault(id) : null;

    /// <summary>Whether the resource policy of the authorizer's function allows the API to invoke it; true without such a function.</summary>
    public bool AuthorizerIsPermitted { get; init; }

    /// <summary>Whether everything that the route needs was found.</summary>
    public bool IsComplete =>
        IsPermitted && AuthorizerIsPermitted && (Route?.Authorization.AuthorizerId is null || Authorizer is not null);

    /// <summary>What the function sees in <c>requestContext.authorizer</c>; null for nothing.</summary>
    public JsonObject? AuthorizerContext { get; init; }

    public RequestBody Body { get; } = new(Http);

    public IReadOnlyDictionary<string, string> PathParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The account of the API, from its functions; null if there are none.</summary>
    public string? AccountId => FunctionArn?.Split(':')[4];

    /// <summary>The tracing header, with the caller's root or a new one.</summary>
    public string TraceId { get; } =
        Http.Headers["x-amzn-trace-id"].ToString() is { } sent && Invocation.IsTraceId(sent) && sent.Contains("Root=", StringComparison.Ordinal)
            ? sent
            : $"Root=1-{Time.ToUnixTimeSeconds():x8}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";

    public string SourceIp => Http.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The time in the Common Log Format.</summary>
    public string ClfTime => Time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);

    public string DomainPrefix => Http.Host.Host.Split('.')[0];

    /// <summary>The ARN with which a permission's source ARN is compared: ANY is *, and parameters keep their braces.</summary>
    public string RouteArn
    {
        get
        {
            var method = Route!.Method == "ANY" ? "*" : Route.Method;
            var place = Route.Key == Route.Default ? Route.Key : method + Route.Key[Route.Key.IndexOf('/', StringComparison.Ordinal)..];
            return $"{ApiArn}/{Stage.Name}/{place}";
        }
    }

    /// <summary>
    /// The ARN for which policies allow <c>execute-api:Invoke</c>, with the method and the path of this request
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html">
    /// control access for invoking an API</see>).
    /// </summary>
    public string ResourceArn => $"{ApiArn}/{Stage.Name}/{Http.Method}{(PathInStage.StartsWith('/') ? "" : "/")}{PathInStage}";

    /// <summary>The ARN with which the source ARN of a permission for the authorizer is compared.</summary>
    public string AuthorizerArn => $"{ApiArn}/authorizers/{Authorizer!.Id}";

    private string ApiArn => $"arn:aws:execute-api:{FunctionArn!.Split(':')[3]}:{AccountId}:{Api.Id}";

    private string? FunctionArn =>
        (Route?.Integration ?? Api.Routes.FirstOrDefault(route => route.Integration is not null)?.Integration)?.FunctionArn;

    public static string NewId() =>
        Convert.ToBase64String(RandomNumberGenerator.GetBytes(11)).Replace('+', '-').Replace('/', '_');
}
