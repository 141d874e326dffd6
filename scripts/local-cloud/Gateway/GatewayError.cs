using System.Text;
using System.Text.Json;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>An error response of the gateway itself.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Message">The message for the caller.</param>
/// <param name="ResponseType">
/// The type of the error in the access log
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html">types of
/// REST APIs</see>; those of HTTP APIs are not documented).
/// </param>
/// <param name="IntegrationError">The error of the function, for the access log.</param>
internal sealed record GatewayError(int Status, string Message, string ResponseType, string? IntegrationError = null)
{
    /// <summary>The reason why the caller isn't authorized, for the access log; null for other errors.</summary>
    public string? AuthorizerError { get; private init; }

    /// <summary>What the caller should send, as the header www-authenticate; null for nothing.</summary>
    public string? Challenge { get; private init; }

    public static GatewayError BadRequest { get; } = new(400, "Bad Request", "DEFAULT_4XX");

    public static GatewayError Forbidden(string reason) => new(403, reason, "ACCESS_DENIED");

    /// <summary>The caller has not said who it is.</summary>
    public static GatewayError Unauthorized(string? challenge, string reason) =>
        new(401, "Unauthorized", "UNAUTHORIZED") { AuthorizerError = reason, Challenge = challenge };

    /// <summary>The caller may not invoke the route.</summary>
    public static GatewayError NotAuthorized(string reason) => new(403, "Forbidden", "ACCESS_DENIED") { AuthorizerError = reason };

    /// <summary>An authorizer gave no valid answer.</summary>
    public static GatewayError AuthorizerFailed(string reason) =>
        new(500, "Internal Server Error", "AUTHORIZER_FAILURE") { AuthorizerError = reason };

    /// <summary>An authorizer is missing, not valid or not supported.</summary>
    public static GatewayError BadAuthorizer(string reason) =>
        new(500, "Internal Server Error", "AUTHORIZER_CONFIGURATION_ERROR") { AuthorizerError = reason };

    public static GatewayError NotFound { get; } = new(404, "Not Found", "MISSING_ROUTE");

    public static GatewayError TimedOut { get; } = new(408, "Request Timeout", "DEFAULT_4XX");

    public static GatewayError TooLarge { get; } = new(413, "Request Entity Too Large", "REQUEST_TOO_LARGE");

    public static GatewayError TooManyRequests { get; } = new(429, "Too Many Requests", "THROTTLED");

    public static GatewayError HeadersTooLarge { get; } = new(431, "Request Header Fields Too Large", "DEFAULT_4XX");

    public static GatewayError Failed(string reason) => new(500, "Internal Server Error", "INTEGRATION_FAILURE", reason);

    public static GatewayError Unavailable(string reason) => new(503, "Service Unavailable", "INTEGRATION_FAILURE", reason);

    public static GatewayError IntegrationTimedOut { get; } =
        new(503, "Service Unavailable", "INTEGRATION_TIMEOUT", "Endpoint request timed out");

    public FunctionResponse ToResponse() => new(
        Status,
        [new("content-type", "application/json"), .. Challenge is null ? [] : new[] { KeyValuePair.Create("www-authenticate", Challenge) }],
        [],
        Encoding.UTF8.GetBytes($$"""{"message":{{JsonSerializer.Serialize(Message)}}}"""));
}
