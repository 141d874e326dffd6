using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>An event for a function, and what is right to answer it.</summary>
/// <param name="Name">Where it is from, for messages.</param>
/// <param name="Event">JSON.</param>
/// <param name="Objects">What is in the bucket when the event comes: keys and contents.</param>
/// <param name="ProblemOf">
/// What is wrong with an answer and with the calls of AWS that the function made for it; null if nothing is.
/// </param>
public sealed record FunctionExample(
    string Name, string Event, IReadOnlyDictionary<string, string> Objects, Func<string, IEnumerable<string>, string?> ProblemOf)
{
    /// <summary>
    /// Those of a function's operations.json but what only a deployed function can answer, a plain request to each of its
    /// routes that needs no parameter, and those of its folder examples/.
    /// </summary>
    public static IReadOnlyList<FunctionExample> Of(string function, BuiltFunctions functions)
    {
        var document = functions.Document();
        var routes = functions.Routes(function).ToArray();
        var declared = document.Examples.Where(example => routes.Contains(example.Route) && !functions.IsForDeployed(function, example));
        var requests = declared.Concat(
            from route in routes
            where route.StartsWith("GET ", StringComparison.Ordinal) && !route.Contains('{', StringComparison.Ordinal)
            select new ApiExample(route, "plain", route.Split(' ')[1], null, 200, null));
        return [.. requests.Select(example => Of(example, document)), .. functions.ExampleFiles(function).Select(EventExample.Read).Select(Of)];
    }

    /// <summary>A request, whose answer is held against its example, and against its schema.</summary>
    public static FunctionExample Of(ApiExample example, ApiDocument document) =>
        new($"{example.Route}: {example.Name}", HttpEvent.Of(example), new Dictionary<string, string>(), (answer, _) =>
        {
            var (status, type, body) = HttpAnswer(answer);
            return status != example.Status ? $"It has the status {status} instead of {example.Status}: {answer}"
                : document.ProblemOf(example.Route, status, type, body) is { } problem ? $"{problem}: {answer}"
                : example.Response is not null && !JsonNode.DeepEquals(JsonNode.Parse(body), example.Response)
                    ? $"It is not {example.Response.ToJsonString()}: {answer}"
                    : null;
        });

    /// <summary>Another event, whose answer and calls of AWS are held against its example.</summary>
    public static FunctionExample Of(EventExample example) =>
        new(example.File, example.Event, example.Objects, (answer, calls) =>
        {
            string[] made = [.. calls.Distinct().Order(StringComparer.Ordinal)];
            return !JsonNode.DeepEquals(answer.Length == 0 ? null : JsonNode.Parse(answer), example.Response)
                ? $"It is not {example.Response?.ToJsonString() ?? "null"}: {answer}"
                : !made.SequenceEqual(example.Calls.Order(StringComparer.Ordinal))
                    ? $"It calls {string.Join(", ", made)} instead of {string.Join(", ", example.Calls)}"
                    : null;
        });

    // To API Gateway, what says no status is the body of a good answer.
    private static (int Status, string? ContentType, string Body) HttpAnswer(string text)
    {
        if (JsonNode.Parse(text) is not JsonObject answer || answer["statusCode"] is null)
        {
            return (200, "application/json", text);
        }

        var type = (answer["headers"]?.AsObject() ?? [])
            .SingleOrDefault(static header => string.Equals(header.Key, "content-type", StringComparison.OrdinalIgnoreCase)).Value;
        return (
            (int)answer["statusCode"]!, type is null ? null : MediaTypeHeaderValue.Parse((string)type!).MediaType,
            (string?)answer["body"] ?? "");
    }
}
