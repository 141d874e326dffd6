using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>An example of the OpenAPI document: the values that have one name.</summary>
public sealed record ApiExample(string Route, string Name, string Path, JsonNode? Body, int Status, JsonNode? Response)
{
    public static IEnumerable<string> NamesIn(JsonObject operation) =>
        Contents(operation).Concat(operation["parameters"]?.AsArray().Select(parameter => parameter!.AsObject()) ?? [])
            .SelectMany(each => each["examples"]?.AsObject().Select(example => example.Key) ?? [])
            .Distinct();

    public static ApiExample Of(string route, JsonObject operation, string name)
    {
        var answers =
            from response in operation["responses"]!.AsObject()
            from content in response.Value!["content"]!.AsObject()
            let value = content.Value!["examples"]?[name]?["value"]
            where value is not null
            select (Status: int.Parse(response.Key, CultureInfo.InvariantCulture), Value: value);
        var (status, answer) = answers.Append((200, null!)).First();
        return new(route, name, PathOf(route, operation, name), BodyOf(operation, name), status, answer);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpClient http, string server)
    {
        using var request = new HttpRequestMessage(new(Route.Split(' ')[0]), server + Path);
        if (Body is not null)
        {
            request.Content = new StringContent(Body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return await http.SendAsync(request);
    }

    private static string PathOf(string route, JsonObject operation, string name)
    {
        var path = route.Split(' ')[1];
        var query = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (parameter!["examples"]?[name]?["value"] is { } value)
            {
                var (key, text) = ((string)parameter["name"]!, Uri.EscapeDataString((string)value!));
                if ((string)parameter["in"]! == "path")
                {
                    path = path.Replace($"{{{key}}}", text, StringComparison.Ordinal);
                }
                else
                {
                    query.Add($"{key}={text}");
                }
            }
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static JsonNode? BodyOf(JsonObject operation, string name) =>
        operation["requestBody"]?["content"]?["application/json"]?["examples"]?[name]?["value"];

    private static IEnumerable<JsonObject> Contents(JsonObject operation) =>
        operation["responses"]!.AsObject().Select(response => response.Value!)
            .Append(operation["requestBody"])
            .SelectMany(each => each?["content"]?.AsObject().Select(content => content.Value!.AsObject()) ?? []);
}
