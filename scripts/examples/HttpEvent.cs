using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>
/// The event that an HTTP API creates for a request
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">payload format 2.0</see>).
/// </summary>
public static class HttpEvent
{
    private const string Stage = "Prod";

    public static string Of(ApiExample example)
    {
        var method = example.Route.Split(' ')[0];
        var (path, query) = example.Path.Split('?') is [var before, var after] ? (before, after) : (example.Path, "");
        var rawPath = $"/{Stage}{Uri.UnescapeDataString(path)}";
        var content = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = example.Route,
            ["rawPath"] = rawPath,
            ["rawQueryString"] = query,
            ["headers"] = new JsonObject { ["content-type"] = "application/json", ["host"] = "api.execute-api.us-east-1.amazonaws.com" },
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = "123456789012",
                ["apiId"] = "api",
                ["domainName"] = "api.execute-api.us-east-1.amazonaws.com",
                ["domainPrefix"] = "api",
                ["http"] = new JsonObject
                {
                    ["method"] = method,
                    ["path"] = rawPath,
                    ["protocol"] = "HTTP/1.1",
                    ["sourceIp"] = "192.0.2.1",
                    ["userAgent"] = "test",
                },
                ["requestId"] = "JKJaXmPLvHcESHA=",
                ["routeKey"] = example.Route,
                ["stage"] = Stage,
                ["time"] = "04/Mar/2026:05:06:07 +0000",
                ["timeEpoch"] = DateTimeOffset.Parse("2026-03-04T05:06:07Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(),
            },
            ["isBase64Encoded"] = false,
        };
        var parts = example.Route.Split(' ')[1].Split('/').Zip(path.Split('/')).Where(static part => part.First.StartsWith('{'));
        Add(content, "pathParameters", parts.Select(static part => (part.First.Trim('{', '}'), part.Second)));
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('='));
        Add(content, "queryStringParameters", pairs.Select(static pair => (pair[0], pair[1])));
        if (example.Body is not null)
        {
            content["body"] = example.Body.ToJsonString();
        }

        return content.ToJsonString();
    }

    // Empty members are omitted.
    private static void Add(JsonObject content, string name, IEnumerable<(string Name, string Value)> parameters)
    {
        JsonObject values = [.. parameters.Select(static each => KeyValuePair.Create(each.Name, (JsonNode?)Uri.UnescapeDataString(each.Value)))];
        if (values.Count > 0)
        {
            content[name] = values;
        }
    }
}
