using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// Converts a request into a function's event, in payload format 1.0, which resembles that of REST APIs
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
/// Lambda proxy integrations</see>). Unlike in format 2.0, what is missing is null.
/// </summary>
internal static class RequestEventFormat1
{
    /// <returns>The event: JSON.</returns>
    public static byte[] Write(GatewayRequest request, ReadOnlySpan<byte> body)
    {
        var buffer = new ArrayBufferWriter<byte>(2048 + body.Length);
        using var json = new Utf8JsonWriter(buffer, JsonText.Writer);
        json.WriteStartObject();
        json.WriteString("version", "1.0");
        json.WriteString("resource", ResourceOf(request));
        json.WriteString("path", request.Path);
        json.WriteString("httpMethod", request.Http.Method);
        WriteValues(json, "headers", "multiValueHeaders", RequestHeaders.Lists(request, body.Length));
        WriteValues(json, "queryStringParameters", "multiValueQueryStringParameters", QueryParameters.Lists(request.Query));
        WriteContext(json, request);
        WriteMap(json, "pathParameters", request.PathParameters);
        WriteMap(json, "stageVariables", request.Stage.Variables);
        if (body.IsEmpty)
        {
            json.WriteNull("body");
        }

        RequestEvent.WriteBody(json, body, request.Http.ContentType);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteContext(Utf8JsonWriter json, GatewayRequest request)
    {
        json.WriteStartObject("requestContext");
        json.WriteString("accountId", request.AccountId);
        json.WriteString("apiId", request.Api.Id);
        json.WritePropertyName("authorizer");
        AuthorizerOf(request).WriteTo(json);
        json.WriteString("domainName", request.Http.Host.Value);
        json.WriteString("domainPrefix", request.DomainPrefix);
        json.WriteString("extendedRequestId", request.Id);
        json.WriteString("httpMethod", request.Http.Method);
        WriteIdentity(json, request);
        json.WriteString("path", request.Path);
        json.WriteString("protocol", request.Http.Protocol);
        json.WriteString("requestId", request.Id);
        json.WriteString("requestTime", request.ClfTime);
        json.WriteNumber("requestTimeEpoch", request.Time.ToUnixTimeMilliseconds());
        json.WriteNull("resourceId");
        json.WriteString("resourcePath", ResourceOf(request));
        json.WriteString("stage", request.Stage.Name);
        json.WriteEndObject();
    }

    // What a JWT or Lambda authorizer says is not below its name, as it is in format 2.0.
    private static JsonObject AuthorizerOf(GatewayRequest request) =>
        (request.AuthorizerContext?["jwt"] ?? request.AuthorizerContext?["lambda"])?.DeepClone().AsObject()
        ?? new JsonObject { ["claims"] = null, ["scopes"] = null };

    private static void WriteIdentity(Utf8JsonWriter json, GatewayRequest request)
    {
        var caller = request.AuthorizerContext?["iam"];
        json.WriteStartObject("identity");
        json.WriteString("accessKey", (string?)caller?["accessKey"]);
        json.WriteString("accountId", (string?)caller?["accountId"]);
        json.WriteString("caller", (string?)caller?["callerId"]);
        json.WriteNull("cognitoAuthenticationProvider");
        json.WriteNull("cognitoAuthenticationType");
        json.WriteNull("cognitoIdentityId");
        json.WriteNull("cognitoIdentityPoolId");
        json.WriteString("principalOrgId", (string?)caller?["principalOrgId"]);
        json.WriteString("sourceIp", request.SourceIp);
        json.WriteString("user", (string?)caller?["userId"]);
        json.WriteString("userAgent", request.Http.Headers.UserAgent.ToString());
        json.WriteString("userArn", (string?)caller?["userArn"]);
        json.WriteEndObject();
    }

    private static string ResourceOf(GatewayRequest request) => request.Route!.Key.Split(' ', 2)[^1];

    // The last value of each name, and all values.
    private static void WriteValues(Utf8JsonWriter json, string name, string multiName, IReadOnlyDictionary<string, List<string>> values)
    {
        WriteMap(json, name, values.ToDictionary(static each => each.Key, static each => each.Value[^1]));
        if (values.Count == 0)
        {
            json.WriteNull(multiName);
            return;
        }

        json.WriteStartObject(multiName);
        foreach (var (key, list) in values)
        {
            json.WriteStartArray(key);
            list.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMap(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
