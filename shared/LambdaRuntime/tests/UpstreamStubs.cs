using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;
using Quickchange.Testing;

namespace Amazon.Lambda.Tests;

/// <summary>Packages with the API of AWS's packages, built from Upstream/ because AWS's own may not be available.</summary>
internal static class UpstreamStubs
{
    // The packages that functions use with LambdaRuntime=aws.
    private static readonly (string Id, string Version)[] Packages =
    [
        .. XDocument.Load(Path.Combine(RepositoryRoot.Find(), "Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => (Id: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value.Trim('[', ']')))
            .Where(package => package.Id.StartsWith("Amazon.Lambda.", StringComparison.Ordinal)),
    ];

    private static readonly Lazy<Assembly> All = new(Build);

    /// <summary>All upstream declarations in one assembly, separate from this process's own types with the same names.</summary>
    public static Assembly Assembly => All.Value;

    /// <summary>Packs the packages into a folder that serves as a NuGet feed.</summary>
    public static void PackInto(string feed, string scratch)
    {
        foreach (var (id, version) in Packages)
        {
            var folder = Directory.CreateDirectory(Path.Combine(scratch, id)).FullName;
            File.Copy(SourceOf(id), Path.Combine(folder, "Api.cs"));
            var needsCore = id is "Amazon.Lambda.RuntimeSupport" or "Amazon.Lambda.Serialization.SystemTextJson";
            File.WriteAllText(Path.Combine(folder, $"{id}.csproj"), Project($"""
                <Version>{version}</Version>
                <PackageOutputPath>{feed}</PackageOutputPath>
                <Description>The API alone, for a test.</Description>
                """, needsCore ? """<ProjectReference Include="../Amazon.Lambda.Core/Amazon.Lambda.Core.csproj" />""" : ""));
        }

        var solution = Path.Combine(scratch, "Stubs.slnx");
        WriteSolution(solution, Packages.Select(package => $"{package.Id}/{package.Id}.csproj"));
        Run(scratch, "dotnet", "pack", solution, "--nologo", "--verbosity", "quiet");
    }

    public static void WriteSolution(string file, IEnumerable<string> projects) =>
        File.WriteAllLines(file, ["<Solution>", .. projects.Select(project => $"""<Project Path="{project}" />"""), "</Solution>"]);

    /// <summary>Runs a program, and returns its output.</summary>
    public static string Run(string folder, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", "exec \"$@\" 2>&1", "bash", .. words])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', words)} ended with {process.ExitCode}:\n{output}");
    }

    private static Assembly Build()
    {
        var folder = Directory.CreateTempSubdirectory("quickchange-").FullName;
        try
        {
            foreach (var (id, _) in Packages)
            {
                File.Copy(SourceOf(id), Path.Combine(folder, $"{id}.cs"));
            }

            File.WriteAllText(Path.Combine(folder, "Upstream.csproj"), Project("", ""));
            Run(folder, "dotnet", "build", "--nologo", "--output", "out", "--verbosity", "quiet");
            // Loaded from its bytes, so that the folder can be deleted.
            return new AssemblyLoadContext("upstream").LoadFromStream(new MemoryStream(File.ReadAllBytes(Path.Combine(folder, "out", "Upstream.dll"))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Project(string properties, string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <NoWarn>CS8618;CS0108;CS0114</NoWarn>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;

    private static string SourceOf(string id) => Path.Combine(AppContext.BaseDirectory, "Upstream", $"{id}.cs");
}
