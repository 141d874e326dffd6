using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// Converts a function's result into a response
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response">
/// response format</see>).
/// </summary>
internal sealed record FunctionResponse(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<string> Cookies, byte[] Body)
{
    public static FunctionResponse NoContent { get; } = new(204, [], [], []);

    /// <summary>Parses a result in payload format 1.0, which has a status, and can have several headers with the same name.</summary>
    /// <returns>Null for an invalid result, for which the caller receives a 500.</returns>
    public static FunctionResponse? ParseFormat1(byte[] payload)
    {
        try
        {
            if (JsonText.Parse(payload) is not JsonObject response || ParseWhole(response) is not { } parsed)
            {
                return null;
            }

            // Of a header in both members, only the values of the list count.
            var lists = (response["multiValueHeaders"]?.AsObject() ?? [])
                .SelectMany(static header => (header.Value?.AsArray() ?? []).Select(value => KeyValuePair.Create(header.Key, Text(value))))
                .ToList();
            var others = parsed.Headers.Where(header => !lists.Any(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase)));
            return parsed with { Headers = [.. others, .. lists], Cookies = [] };
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Parses a result in payload format 2.0, in which anything without a status is a body.</summary>
    /// <returns>Null for an invalid result, for which the caller receives a 500.</returns>
    public static FunctionResponse? Parse(byte[] payload)
    {
        JsonNode? answer;
        try
        {
            answer = JsonText.Parse(payload);
        }
        catch (JsonException)
        {
            // It is still the body.
            return new(200, [new("content-type", "application/json")], [], payload);
        }

        return answer is JsonObject response && response.ContainsKey("statusCode")
            ? ParseWhole(response)
            : new(200, [new("content-type", "application/json")], [], answer is JsonValue text && text.TryGetValue(out string? unquoted)
                ? Encoding.UTF8.GetBytes(unquoted)
                : payload);
    }

    private static FunctionResponse? ParseWhole(JsonObject response)
    {
        if (!TryReadStatus(response["statusCode"], out var status))
        {
            return null;
        }

        try
        {
            var headers = (response["headers"]?.AsObject() ?? [])
                .Select(header => KeyValuePair.Create(header.Key, Text(header.Value)))
                // Names in another case are the same header; the last one counts.
                .GroupBy(static header => header.Key, StringComparer.OrdinalIgnoreCase)
                .Select(static same => same.Last())
                .ToList();
            if (!headers.Any(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
            {
                headers.Add(new("content-type", "text/plain; charset=utf-8"));
            }

            var cookies = (response["cookies"]?.AsArray() ?? []).Select(cookie => (string)cookie!).ToArray();
            var body = response["body"] is { } given ? (string)given! : "";
            var encoded = response["isBase64Encoded"] is JsonValue flag && flag.TryGetValue(out bool set) && set;
            return new(status, headers, cookies, encoded ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    // An informational response (1xx) isn't final: the caller would wait for another one.
    private static bool TryReadStatus(JsonNode? node, out int status)
    {
        status = 0;
        return node is JsonValue value
            && (value.TryGetValue(out status)
                || (value.TryGetValue(out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out status)))
            && status is >= 200 and <= 599;
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value => value.TryGetValue(out string? text) ? text : value.ToJsonString(),
        _ => throw new InvalidOperationException("A header's value is not a string, number or boolean."),
    };
}
