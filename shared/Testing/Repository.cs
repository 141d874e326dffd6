using System.Text.Json;

namespace Quickchange.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Its absolute path.</summary>
    public static string Root { get; } = RepositoryRoot.Find();

    /// <summary>A function's function.json.</summary>
    /// <param name="function">The name of its folder, as in <c>tax-rate</c>.</param>
    /// <exception cref="IOException">There is no such function.</exception>
    public static JsonElement Descriptor(string function)
    {
        using var descriptor = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "functions", function, "function.json")));
        return descriptor.RootElement.Clone();
    }
}
