using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>A file of a function's examples/: an event and what the function makes of it.</summary>
public sealed record EventExample(string File, string Event, IReadOnlyDictionary<string, string> Objects, JsonNode? Response, IReadOnlyList<string> Calls)
{
    public static EventExample Read(string file)
    {
        var content = JsonNode.Parse(System.IO.File.ReadAllText(file))!;
        return new(
            Path.GetFileName(file),
            content["event"]!.ToJsonString(),
            content["objects"]?.AsObject().ToDictionary(static each => each.Key, static each => (string)each.Value!) ?? [],
            content["response"],
            [.. content["calls"]!.AsArray().Select(static call => (string)call!)]);
    }
}
