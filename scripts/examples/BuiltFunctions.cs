using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>The functions of a checkout, and what its scripts/build made of them.</summary>
/// <param name="root">The checkout.</param>
/// <param name="output">The folder that scripts/build wrote to; null for the checkout's own artifacts/.</param>
public sealed class BuiltFunctions(string root, string? output = null)
{
    private const string DocumentFile = "artifacts/openapi.json";

    /// <summary>All of them.</summary>
    public IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(root, "functions"), "function.json", SearchOption.AllDirectories)
            .Select(static file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal);

    /// <summary>Those whose packages hold the document of all routes: for them, scripts/build makes it.</summary>
    public IEnumerable<string> WithDocument => Names.Where(
        function => Descriptor(function)["data"] is JsonObject data && data.Any(static file => (string?)file.Value == DocumentFile));

    /// <summary>What their routes take and answer.</summary>
    public ApiDocument Document() =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(root, DocumentFile)))!.AsObject(), new("http://127.0.0.1/"));

    /// <summary>A function's function.json.</summary>
    public JsonNode Descriptor(string function) => JsonNode.Parse(File.ReadAllText(Path.Combine(FolderOf(function), "function.json")))!;

    /// <summary>
    /// The routes of a function's operations.json: those of its descriptor that OpenAPI has words for, as in <c>GET /hello</c>.
    /// Another commit's descriptor may have another form.
    /// </summary>
    public IEnumerable<string> Routes(string function) => Operations(function).Select(static operation => operation.Key).Where(static key => key != "$schema");

    /// <summary>Whether only a deployed function can answer an example of its operations.json.</summary>
    public bool IsForDeployed(string function, ApiExample example) =>
        (bool?)Operations(function)[example.Route]!["examples"]?[example.Name]?["deployed"] == true;

    /// <summary>Whether its role may do anything, so that it calls a service of AWS.</summary>
    public bool CallsAws(string function) => Descriptor(function)["permissions"] is JsonArray { Count: > 0 };

    /// <summary>The files of a function's examples/, by name.</summary>
    public IEnumerable<string> ExampleFiles(string function)
    {
        var folder = Path.Combine(FolderOf(function), "examples");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
    }

    /// <summary>What was built of a function, for this machine by default.</summary>
    public string ZipOf(string function, string? runtimeIdentifier = null) =>
        Path.Combine(output ?? Path.Combine(root, "artifacts"), runtimeIdentifier ?? RuntimeInformation.RuntimeIdentifier, $"{function}.zip");

    /// <summary>The same functions, in the folder that another build wrote to.</summary>
    public BuiltFunctions BuiltIn(string folder) => new(root, folder);

    private JsonObject Operations(string function)
    {
        var file = Path.Combine(FolderOf(function), "operations.json");
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
    }

    private string FolderOf(string function) => Path.Combine(root, "functions", function);
}
