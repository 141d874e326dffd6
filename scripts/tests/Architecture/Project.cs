using System.Diagnostics;
using System.Text.Json;

namespace Quickchange.Scripts.Tests.Architecture;

/// <summary>The references of a project according to MSBuild, including imported props and targets.</summary>
internal sealed record Project(IReadOnlyList<string> Projects, IReadOnlyList<string> Packages, IReadOnlyList<string> Sources)
{
    public static Project In(string folder)
    {
        using var document = Ask(folder, "-getItem:ProjectReference", "-getItem:PackageReference", "-getItem:Compile");
        var items = document.RootElement.GetProperty("Items");
        return new(
            Paths(items, "ProjectReference"),
            // Packages that the SDK adds itself (the AOT compiler) don't count.
            [.. items.GetProperty("PackageReference").EnumerateArray()
                .Where(item => !item.TryGetProperty("IsImplicitlyDefined", out var value) || value.GetString() != "true")
                .Select(item => item.GetProperty("Identity").GetString()!)],
            Paths(items, "Compile"));
    }

    /// <summary>The assemblies of packages that a build links, including those of its libraries' packages.</summary>
    public static IReadOnlyList<string> PackageAssembliesOf(string folder)
    {
        using var document = Ask(folder, "-target:ResolvePackageAssets", "-getItem:RuntimeCopyLocalItems");
        return [.. Values(document.RootElement.GetProperty("Items"), "RuntimeCopyLocalItems", "Filename")];
    }

    private static JsonDocument Ask(string folder, params string[] questions)
    {
        var file = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj").Single();
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", file, "-nologo", .. questions])
        {
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, output);
        return JsonDocument.Parse(output);
    }

    private static string[] Paths(JsonElement items, string name) =>
        [.. Values(items, name, "FullPath").Select(path => Path.GetRelativePath(Repository.Root, path))];

    private static IEnumerable<string> Values(JsonElement items, string name, string metadata) =>
        items.GetProperty(name).EnumerateArray().Select(item => item.GetProperty(metadata).GetString()!);
}
