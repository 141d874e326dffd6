namespace Quickchange.Watcher.Projects;

/// <summary>What MSBuild knows about a project (msbuild/describe.targets).</summary>
/// <param name="File">The project file.</param>
/// <param name="ReferencedAs">The path of its assembly in the arguments of projects that reference it. No such file exists.</param>
/// <param name="RuntimeConfiguration">The file with the settings of the runtime; null for a library.</param>
/// <param name="Copied">Files of packages that the program needs: their paths, by the names relative to the program.</param>
/// <param name="Resources">Files that the compiler puts into the assembly.</param>
/// <param name="Arguments">The arguments of the compiler.</param>
internal sealed record ProjectDescription(
    string File, string ReferencedAs, string? RuntimeConfiguration, IReadOnlyDictionary<string, string> Copied,
    IReadOnlyList<string> Resources, IReadOnlyList<string> Arguments)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>Whether everything is the same; the record itself compares lists by identity.</summary>
    public bool IsSameAs(ProjectDescription other) =>
        (File, ReferencedAs, RuntimeConfiguration) == (other.File, other.ReferencedAs, other.RuntimeConfiguration)
        && Arguments.SequenceEqual(other.Arguments) && Resources.SequenceEqual(other.Resources) && Copied.SequenceEqual(other.Copied);

    public static ProjectDescription Read(string file)
    {
        var values = System.IO.File.ReadLines(file).Select(static line => line.Split(' ', 2)).ToLookup(static pair => pair[0], static pair => pair[1]);
        return new(
            values["project"].Single(), values["referenced-as"].Single(), values["runtime-configuration"].SingleOrDefault(),
            // Two packages can contain the same file; the SDK has the last word.
            values["copy-to"].Zip(values["copy-from"]).GroupBy(static pair => pair.First).ToDictionary(static group => group.Key, static group => group.Last().Second),
            [.. values["resource"]], [.. values["argument"]]);
    }
}
