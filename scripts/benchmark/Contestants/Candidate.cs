using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>A bootstrap to be measured.</summary>
/// <param name="Name">The name in the results.</param>
/// <param name="Kind">One of <see cref="Results.ContestantKind"/>.</param>
/// <param name="Zip">The zip.</param>
/// <param name="Folder">The folder with the unpacked zip.</param>
/// <param name="Aws">The stand-in for AWS, with or without TLS.</param>
/// <param name="Tls">Whether it uses TLS.</param>
/// <param name="Timeout">The function's timeout, from which its deadline is computed.</param>
/// <param name="Examples">The examples, at least one.</param>
/// <param name="Variables">Returns the environment variables for an address of the Runtime API.</param>
internal sealed record Candidate(
    string Name, string Kind, string Zip, string Folder, AwsStub Aws, bool Tls, TimeSpan Timeout,
    IReadOnlyList<AskedExample> Examples, Func<string, Dictionary<string, string>> Variables)
{
    public string Bootstrap => Path.Combine(Folder, "bootstrap");

    /// <summary>All files in the zip.</summary>
    public IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)];
}
