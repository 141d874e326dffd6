using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Quickchange.Watcher.Projects;

/// <summary>Asks MSBuild for descriptions of projects. It evaluates them and restores their packages, but compiles nothing.</summary>
/// <param name="root">The checkout.</param>
/// <param name="artifacts">The folder for MSBuild's output, separate from that of other builds.</param>
/// <param name="folder">The folder for the descriptions.</param>
internal sealed partial class ProjectReader(string root, string artifacts, string folder)
{
    /// <summary>Describes projects, and all projects that they reference.</summary>
    /// <param name="projects">The project files.</param>
    /// <param name="restores">Whether packages may have changed.</param>
    /// <param name="stop">Ends MSBuild.</param>
    /// <exception cref="ProjectException">MSBuild reports errors.</exception>
    public async Task<IReadOnlyList<ProjectDescription>> ReadAsync(IEnumerable<string> projects, bool restores, CancellationToken stop)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        var scripts = Path.Combine(root, "scripts", "watcher", "msbuild");
        var start = new ProcessStartInfo("dotnet",
        [
            "msbuild", Path.Combine(scripts, "describe.proj"), restores ? "-target:Restore;Describe" : "-target:Describe",
            $"-property:Watched={string.Join("%3B", projects)}", $"-property:Descriptions={folder}", $"-property:ArtifactsPath={artifacts}",
            $"-property:CustomAfterMicrosoftCommonTargets={Path.Combine(scripts, "describe.targets")}",
            // https://learn.microsoft.com/visualstudio/msbuild/msbuild-design-time-builds: arguments, but no assemblies.
            "-property:ProvideCommandLineArgs=true", "-property:SkipCompilerExecution=true", "-property:BuildProjectReferences=false",
            "-property:RunAnalyzers=false", "-property:Configuration=Debug",
            "-nodeReuse:false", "-maxCpuCount", "-verbosity:quiet", "-consoleLoggerParameters:NoSummary",
        ])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await using var end = stop.Register(process.Kill);
        var said = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(ProjectDescription.Read)]
            : throw new ProjectException(string.Join('\n', ErrorsIn(said)));
    }

    private static string[] ErrorsIn(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var errors = lines.Where(static line => Error().IsMatch(line)).Distinct().ToArray();
        return errors.Length > 0 ? errors : lines;
    }

    [GeneratedRegex(@"\berror\b.*:")]
    private static partial Regex Error();
}
