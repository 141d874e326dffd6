using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quickchange.Scripts.Tests.EndToEnd.Browser;

/// <summary>Chromium, controlled by Node.js scripts that call withChromium in chromium.mjs.</summary>
internal static class Chromium
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Runs a script, and returns its result.</summary>
    /// <param name="script">The script's file.</param>
    /// <param name="input">The script's input, with names as in JavaScript.</param>
    public static async Task<T> RunAsync<T>(string script, object input)
    {
        var told = JsonSerializer.SerializeToNode(input, Json)!;
        told["chromium"] = Find("chromium", "chromium-browser", "google-chrome");
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("told.json");
        await File.WriteAllTextAsync(file, told.ToJsonString());
        var command = await Command.RunAsync(Repository.Root, "bash", "-c", """
            set -euo pipefail
            browser=$(scripts/tools/run fetch browser)
            mapfile -t words <<<"$browser"
            "${words[0]}" "$0" "${words[1]}" <"$1"
            """, script, file);
        return JsonSerializer.Deserialize<T>(command.Succeeded().Output.Split('\n').Last(static line => line.StartsWith('{') || line.StartsWith('[')), Json)!;
    }

    private static string Find(params string[] programs) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(folder => programs.Select(program => Path.Combine(folder, program)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{programs[0]} is missing; install it with: apt-get install {programs[0]}");
}
