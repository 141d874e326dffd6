using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>A function with routes: its name, its operations.json, and the types in its assembly.</summary>
internal sealed record Function(string Name, IReadOnlyList<string> Routes, JsonObject Operations, FunctionTypes Types)
{
    /// <summary>The file with its operations, for messages.</summary>
    public string File => $"functions/{Name}/operations.json";

    /// <param name="functions">The folder that contains a folder for each function.</param>
    /// <param name="built">The <c>bin</c> folder with the built projects of functions.</param>
    /// <param name="kind">The name of the build in each project's folder, such as <c>release_linux-x64</c>.</param>
    /// <remarks>scripts/tools/descriptors has already checked that each route has an operation.</remarks>
    public static IEnumerable<Function> All(string functions, string built, string kind) =>
        from folder in Directory.GetDirectories(functions).Order(StringComparer.Ordinal)
        let descriptor = Path.Combine(folder, "function.json")
        where System.IO.File.Exists(descriptor)
        let routes = Keys(Read(descriptor)["routes"])
        where routes.Length > 0
        select new Function(Path.GetFileName(folder), routes, OperationsIn(folder), TypesOf(folder, built, kind));

    private static JsonObject OperationsIn(string folder)
    {
        var file = Path.Combine(folder, "operations.json");
        return System.IO.File.Exists(file) ? Read(file) : [];
    }

    private static FunctionTypes TypesOf(string folder, string built, string kind)
    {
        var project = Path.GetFileNameWithoutExtension(Directory.GetFiles(folder, "*.csproj").Single());
        return FunctionTypes.Load(Path.Combine(built, project, kind, "bootstrap.dll"));
    }

    private static JsonObject Read(string file)
    {
        try
        {
            return JsonNode.Parse(System.IO.File.ReadAllText(file))!.AsObject();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new MistakeException($"{file}: is not a JSON object: {malformed.Message}");
        }
    }

    private static string[] Keys(JsonNode? members) => [.. (members?.AsObject() ?? []).Select(member => member.Key)];
}
