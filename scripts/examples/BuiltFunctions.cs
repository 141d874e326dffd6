using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Quickchange.Examples;

/// <summary>The functions of a checkout, and the output of its scripts/build.</summary>
/// <param name="root">The root folder of the checkout.</param>
/// <param name="output">The output folder of scripts/build; null for the checkout's artifacts/.</param>
public sealed class BuiltFunctions(string root, string? output = null)
{
    private const string DocumentFile = "artifacts/openapi.json";

    /// <summary>All functions.</summary>
    public IEnumerable<string> Names =>
        Directory.EnumerateFiles(Path.Combine(root, "functions"), "function.json", SearchOption.AllDirectories)
            .Select(static file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal);

    /// <summary>The functions whose zips contain the OpenAPI document, for which scripts/build generates it.</summary>
    public IEnumerable<string> WithDocument => Names.Where(
        function => Descriptor(function)["data"] is JsonObject data && data.Any(static file => (string?)file.Value == DocumentFile));

    /// <summary>The OpenAPI document of their routes.</summary>
    public ApiDocument Document() =>
        new(JsonNode.Parse(File.ReadAllText(Path.Combine(root, DocumentFile)))!.AsObject(), new("http://127.0.0.1/"));

    /// <summary>A function's function.json.</summary>
    public JsonNode Descriptor(string function) => JsonNode.Parse(File.ReadAllText(Path.Combine(FolderOf(function), "function.json")))!;

    /// <summary>
    /// The routes in a function's operations.json: those in its descriptor that OpenAPI can describe, such as <c>GET /hello</c>.
    /// The descriptor of another commit may have a different format.
    /// </summary>
    public IEnumerable<string> Routes(string function) => Operations(function).Select(static operation => operation.Key).Where(static key => key != "$schema");

    /// <summary>Whether only a deployed function can answer an example in its operations.json.</summary>
    public bool IsForDeployed(string function, ApiExample example) =>
        (bool?)Operations(function)[example.Route]!["examples"]?[example.Name]?["deployed"] == true;

    /// <summary>Whether its role has permissions, which means that it calls AWS services.</summary>
    public bool CallsAws(string function) => Descriptor(function)["permissions"] is JsonArray { Count: > 0 };

    /// <summary>The files in a function's examples/, by name.</summary>
    public IEnumerable<string> ExampleFiles(string function)
    {
        var folder = Path.Combine(FolderOf(function), "examples");
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];
    }

    /// <summary>The build output of a function, by default for this machine.</summary>
    public string ZipOf(string function, string? runtimeIdentifier = null) =>
        Path.Combine(output ?? Path.Combine(root, "artifacts"), runtimeIdentifier ?? RuntimeInformation.RuntimeIdentifier, $"{function}.zip");

    /// <summary>The same functions, in the output folder of another build.</summary>
    public BuiltFunctions BuiltIn(string folder) => new(root, folder);

    private JsonObject Operations(string function)
    {
        var file = Path.Combine(FolderOf(function), "operations.json");
        return File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
    }

    private string FolderOf(string function) => Path.Combine(root, "functions", function);
}
