using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>An example in the OpenAPI document: the values with the same name.</summary>
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
        var given = (
            from parameter in operation["parameters"]?.AsArray() ?? []
            let value = parameter["examples"]?[name]?["value"]
            where value is not null
            select (In: (string)parameter["in"]!, Name: (string)parameter["name"]!, Text: Uri.EscapeDataString((string)value!)))
            .ToLookup(static parameter => parameter.In);
        var path = given["path"].Aggregate(
            route.Split(' ')[1], static (path, each) => path.Replace($"{{{each.Name}}}", each.Text, StringComparison.Ordinal));
        return given["query"].Any() ? $"{path}?{string.Join('&', given["query"].Select(static each => $"{each.Name}={each.Text}"))}" : path;
    }

    private static JsonNode? BodyOf(JsonObject operation, string name) =>
        operation["requestBody"]?["content"]?["application/json"]?["examples"]?[name]?["value"];

    private static IEnumerable<JsonObject> Contents(JsonObject operation) =>
        operation["responses"]!.AsObject().Select(response => response.Value!)
            .Append(operation["requestBody"])
            .SelectMany(each => each?["content"]?.AsObject().Select(content => content.Value!.AsObject()) ?? []);
}
