using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>A file of a function's examples/: an event and what the function makes of it.</summary>
internal sealed record EventExample(string File, string Event, Dictionary<string, string> Objects, JsonNode? Response, string[] Calls)
{
    public static IEnumerable<EventExample> Of(string function)
    {
        var folder = Path.Combine(Repository.Root, "functions", function, "examples");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read) : [];
    }

    private static EventExample Read(string file)
    {
        var content = JsonNode.Parse(System.IO.File.ReadAllText(file))!;
        return new(
            Path.GetRelativePath(Repository.Root, file),
            content["event"]!.ToJsonString(),
            content["objects"]?.AsObject().ToDictionary(static each => each.Key, static each => (string)each.Value!) ?? [],
            content["response"],
            [.. content["calls"]!.AsArray().Select(static call => (string)call!)]);
    }
}
