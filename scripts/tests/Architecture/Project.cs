using System.Diagnostics;
using System.Text.Json;

namespace Quickchange.Scripts.Tests.Architecture;

/// <summary>What MSBuild says a project refers to, with all imported props and targets in force.</summary>
internal sealed record Project(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static Project In(string folder)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj").Single();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["msbuild", file, "-nologo", "-getItem:ProjectReference", "-getItem:PackageReference"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);

        using var document = JsonDocument.Parse(output);
        var items = document.RootElement.GetProperty("Items");
        return new(
            [.. Values(items, "ProjectReference", "FullPath").Select(path => Path.GetRelativePath(Repository.Root, path))],
            // What the SDK adds by itself (the AOT compiler) is no choice of ours.
            [.. items.GetProperty("PackageReference").EnumerateArray()
                .Where(item => !item.TryGetProperty("IsImplicitlyDefined", out var value) || value.GetString() != "true")
                .Select(item => item.GetProperty("Identity").GetString()!)]);
    }

    private static IEnumerable<string> Values(JsonElement items, string name, string metadata) =>
        items.GetProperty(name).EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!);
}
