using System.Text.Json;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A provisioned function with other settings for one test: a version of its own, to which the alias leads. At the end all
/// is as Terraform has made it.
/// </summary>
/// <param name="cloud">Where the function is.</param>
/// <param name="function">Its name there.</param>
/// <param name="before">The settings that it had, as reconfigure.py prints them.</param>
internal sealed class Reconfiguration(Cloud cloud, string function, string before) : IAsyncDisposable
{
    /// <param name="cloud">Where the function is.</param>
    /// <param name="function">Its name there.</param>
    /// <param name="timeout">Of an invocation, in whole seconds; null to leave it.</param>
    /// <param name="variables">Environment variables beside those that it has.</param>
    public static async Task<Reconfiguration> ApplyAsync(
        Cloud cloud, string function, TimeSpan? timeout, params (string Name, string Value)[] variables) =>
        new(cloud, function, await cloud.PythonAsync(
            "scripts/tests/EndToEnd/reconfigure.py",
            function,
            JsonSerializer.Serialize(timeout?.TotalSeconds),
            JsonSerializer.Serialize(variables.ToDictionary(static variable => variable.Name, static variable => variable.Value)),
            "null"));

    public async ValueTask DisposeAsync() => await cloud.PythonAsync("scripts/tests/EndToEnd/reconfigure.py", function, "null", "{}", before);
}
