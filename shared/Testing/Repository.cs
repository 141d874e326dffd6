using System.Text.Json;

namespace Quickchange.Testing;

/// <summary>The checkout from which the tests were built.</summary>
public static class Repository
{
    /// <summary>The absolute path.</summary>
    public static string Root { get; } = RepositoryRoot.Find();

    /// <summary>A function's function.json.</summary>
    /// <param name="function">The name of the folder, such as <c>tax-rate</c>.</param>
    /// <exception cref="IOException">The function doesn't exist.</exception>
    public static JsonElement Descriptor(string function)
    {
        using var descriptor = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "functions", function, "function.json")));
        return descriptor.RootElement.Clone();
    }
}
