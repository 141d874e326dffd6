using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// The variables of a request that access logs and identity sources can use, without <c>$context.</c>
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">variables</see>).
/// </summary>
internal static class ContextVariables
{
    /// <returns>Null for a variable that is unknown or has no value.</returns>
    public static string? Of(string variable, GatewayRequest request) => variable switch
    {
        "accountId" => request.AccountId,
        "apiId" => request.Api.Id,
        "domainName" => request.Http.Host.Value,
        "domainPrefix" => request.DomainPrefix,
        "httpMethod" => request.Http.Method,
        "identity.accountId" => Identity(request, "accountId"),
        "identity.caller" => Identity(request, "callerId"),
        "identity.sourceIp" => request.SourceIp,
        "identity.user" => Identity(request, "userId"),
        "identity.userAgent" => request.Http.Headers.UserAgent.ToString(),
        "identity.userArn" => Identity(request, "userArn"),
        "path" => request.Path,
        "protocol" => request.Http.Protocol,
        "requestId" or "extendedRequestId" => request.Id,
        "requestTime" => request.ClfTime,
        "requestTimeEpoch" => request.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "routeKey" => request.Route?.Key,
        "stage" => request.Stage.Name,
        _ => variable.Split('.') switch
        {
            ["authorizer", "claims", var claim] => Text(request.AuthorizerContext?["jwt"]?["claims"]?[claim]),
            ["authorizer", var property] => Text(request.AuthorizerContext?["lambda"]?[property]),
            _ => null,
        },
    };

    private static string? Identity(GatewayRequest request, string name) => Text(request.AuthorizerContext?["iam"]?[name]);

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : node?.ToJsonString(JsonText.Plain);
}
