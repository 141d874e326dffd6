using System.Text.Json;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// Different settings of a deployed function for one test: a separate version, to which the alias points. Afterwards, everything
/// is as Terraform deployed it.
/// </summary>
/// <param name="cloud">The cloud of the function.</param>
/// <param name="function">The function's name.</param>
/// <param name="before">The previous settings, as reconfigure.py prints them.</param>
internal sealed class Reconfiguration(Cloud cloud, string function, string before) : IAsyncDisposable
{
    /// <param name="cloud">The cloud of the function.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="timeout">The timeout, in whole seconds; null to keep it.</param>
    /// <param name="variables">Additional environment variables.</param>
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
