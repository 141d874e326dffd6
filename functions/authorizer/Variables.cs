namespace Quickchange.Authorizer;

internal static class Variables
{
    /// <exception cref="InvalidOperationException">The environment variable is not set.</exception>
    public static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The environment variable {name} is not set. Lambda, or a permission of the descriptor, sets it.");
}
