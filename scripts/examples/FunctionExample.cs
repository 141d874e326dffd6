using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>An event for a function, and a check of the answer.</summary>
/// <param name="Name">Its origin, for messages.</param>
/// <param name="Event">JSON.</param>
/// <param name="Prepare">Puts the objects and items that the example needs into the stand-in for AWS.</param>
/// <param name="ProblemOf">
/// Returns the mistake in an answer or in the function's AWS calls; null if there is none.
/// </param>
public sealed record FunctionExample(
    string Name, string Event, Action<AwsStub> Prepare, Func<string, IEnumerable<string>, string?> ProblemOf)
{
    /// <summary>
    /// The examples in a function's operations.json, except those that only a deployed function can answer; a plain request to each
    /// of its routes without parameters; and the examples in its folder examples/.
    /// </summary>
    public static IReadOnlyList<FunctionExample> Of(string function, BuiltFunctions functions)
    {
        var document = functions.Document();
        var routes = functions.Routes(function).ToArray();
        var requests = document.Requests.Where(request => routes.Contains(request.Route) && !functions.IsForDeployed(function, request));
        return [.. requests.Select(example => Of(example, document)), .. functions.ExampleFiles(function).Select(Read)];
    }

    /// <summary>A request whose response is compared with its example and its schema.</summary>
    public static FunctionExample Of(ApiExample example, ApiDocument document) =>
        new($"{example.Route}: {example.Name}", HttpEvent.Of(example), static _ => { }, (answer, _) =>
        {
            var (status, type, body) = HttpAnswer(answer);
            return status != example.Status ? $"It has the status {status} instead of {example.Status}: {answer}"
                : document.ProblemOf(example.Route, status, type, body) is { } problem ? $"{problem}: {answer}"
                : example.Response is not null && !JsonNode.DeepEquals(JsonNode.Parse(body), example.Response)
                    ? $"It is not {example.Response.ToJsonString()}: {answer}"
                    : null;
        });

    // A file in a function's examples/: an event, and the expected answer and AWS calls.
    private static FunctionExample Read(string file)
    {
        var content = JsonNode.Parse(File.ReadAllText(file))!;
        var objects = content["objects"]?.AsObject().ToDictionary(static each => each.Key, static each => (string)each.Value!) ?? [];
        var items = content["items"]?.AsObject().ToDictionary(static each => each.Key, static each => each.Value!.ToJsonString()) ?? [];
        var response = content["response"];
        string[] expected = [.. content["calls"]!.AsArray().Select(static call => (string)call!)];
        return new(Path.GetFileName(file), content["event"]!.ToJsonString(), Prepare, (answer, calls) =>
        {
            string[] made = [.. calls.Distinct().Order(StringComparer.Ordinal)];
            return !JsonNode.DeepEquals(answer.Length == 0 ? null : JsonNode.Parse(answer), response)
                ? $"It is not {response?.ToJsonString() ?? "null"}: {answer}"
                : !made.SequenceEqual(expected.Order(StringComparer.Ordinal))
                    ? $"It calls {string.Join(", ", made)} instead of {string.Join(", ", expected)}"
                    : null;
        });

        void Prepare(AwsStub aws)
        {
            aws.Put(objects);
            aws.PutItems(items);
        }
    }

    // For API Gateway, a result without a status is the body of a successful response.
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
