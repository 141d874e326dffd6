using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>The builds for these tests, each made once, and the commands that run them.</summary>
internal static class Published
{
    private const string ProbeFolder = "scripts/tests/Builds";

    private static readonly ConcurrentDictionary<string, Lazy<Task>> Builds = new();

    /// <summary>This machine's processor, with the name that scripts/build uses.</summary>
    public static string HostArchitecture { get; } = RuntimeInformation.RuntimeIdentifier.Split('-')[^1];

    /// <summary>The processors whose binaries can run here: this machine's, and arm64, under QEMU if necessary.</summary>
    public static IEnumerable<string> Architectures => new[] { HostArchitecture, "arm64" }.Distinct();

    /// <summary>Builds all functions, into artifacts/linux-ARCH/, and the OpenAPI document, which has their examples.</summary>
    public static Task FunctionsAsync(string architecture) => OnceAsync("--arch", architecture, "--document");

    /// <summary>Builds the probe.</summary>
    /// <returns>The zip.</returns>
    public static async Task<string> ProbeAsync(string profile, string architecture)
    {
        var output = Path.Combine(Repository.Root, "artifacts", "probe", profile);
        await OnceAsync("probe", "--functions", ProbeFolder, "--link-profile", profile, "--arch", architecture, "--output", output);
        return Path.Combine(output, $"linux-{architecture}", "probe.zip");
    }

    /// <returns>The command prefix that runs a program for a processor.</returns>
    public static async Task<string[]> RunnerAsync(string architecture)
    {
        if (architecture == HostArchitecture)
        {
            return [];
        }

        // Through a file, because the output also contains messages about missing tools.
        using var folder = new TemporaryFolder();
        var words = folder.PathOf("words");
        (await Command.RunAsync(Repository.Root, "bash", "-c", "scripts/tools/run fetch arm64 >\"$0\"", words)).Succeeded();
        return await File.ReadAllLinesAsync(words);
    }

    private static Task OnceAsync(params string[] words) =>
        Builds.GetOrAdd(string.Join(' ', words), _ => new(() => BuildAsync(words))).Value;

    private static async Task BuildAsync(string[] words) =>
        (await Command.RunAsync(Repository.Root, [Path.Combine(Repository.Root, "scripts", "build"), .. words])).Succeeded();
}
