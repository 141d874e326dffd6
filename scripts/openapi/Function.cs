using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>A function with routes: its name, its operations.json, and the types in its assembly.</summary>
internal sealed record Function(string Name, IReadOnlyList<Route> Routes, JsonObject Operations, FunctionTypes Types)
{
    /// <summary>The file with its operations, for messages.</summary>
    public string File => $"functions/{Name}/operations.json";

    /// <param name="functions">The folder that contains a folder for each function.</param>
    /// <param name="built">The <c>bin</c> folder with the built projects of functions.</param>
    /// <param name="kind">The name of the build in each project's folder, such as <c>release_linux-x64</c>.</param>
    /// <remarks>scripts/tools/descriptors has already checked that each route has an operation.</remarks>
    public static IEnumerable<Function> All(string functions, string built, string kind)
    {
        var descriptors = Directory.GetDirectories(functions)
            .Where(static folder => System.IO.File.Exists(DescriptorIn(folder)))
            .ToDictionary(static folder => Path.GetFileName(folder), static folder => Read(DescriptorIn(folder)));
        return
            from descriptor in descriptors.OrderBy(static each => each.Key, StringComparer.Ordinal)
            let routes = (descriptor.Value["routes"]?.AsObject() ?? []).Select(route => Route.Of(route.Key, route.Value!, descriptors)).ToArray()
            where routes.Length > 0
            let folder = Path.Combine(functions, descriptor.Key)
            select new Function(descriptor.Key, routes, OperationsIn(folder), TypesOf(folder, built, kind));
    }

    private static string DescriptorIn(string folder) => Path.Combine(folder, "function.json");

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
}
