#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// A response for an HTTP API, payload format 2.0
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<APIGatewayHttpApiV2ProxyResponse>))]
public class APIGatewayHttpApiV2ProxyResponse
{
    public int StatusCode { get; set; }

    public IDictionary<string, string> Headers { get; set; }

    /// <summary>The cookies, each of which becomes a separate Set-Cookie header.</summary>
    public string[] Cookies { get; set; }

    /// <summary>The body as text, or in base64 if <see cref="IsBase64Encoded"/> is true.</summary>
    public string Body { get; set; }

    public bool IsBase64Encoded { get; set; }

    /// <summary>Sets a header or, with <paramref name="append"/>, appends a value after a comma.</summary>
    public void SetHeaderValues(string headerName, string value, bool append) =>
        SetHeaderValues(headerName, [value], append);

    /// <summary>Sets a header to several values, joined by commas, or, with <paramref name="append"/>, appends them.</summary>
    public void SetHeaderValues(string headerName, IEnumerable<string> values, bool append)
    {
        Headers ??= new Dictionary<string, string>();
        var joined = string.Join(',', values);
        Headers[headerName] = append && Headers.TryGetValue(headerName, out var present) ? $"{present},{joined}" : joined;
    }
}
