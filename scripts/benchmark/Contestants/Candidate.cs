using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>A bootstrap that is to be measured.</summary>
/// <param name="Name">As results tell it.</param>
/// <param name="Kind">One of <see cref="Results.ContestantKind"/>.</param>
/// <param name="Zip">Its package.</param>
/// <param name="Folder">Where that is unpacked.</param>
/// <param name="Aws">What answers as AWS, with or without TLS.</param>
/// <param name="Tls">Whether it is with.</param>
/// <param name="Timeout">How long the function has for an event, which its deadline tells it.</param>
/// <param name="Examples">At least one.</param>
/// <param name="Variables">Its environment, by the Runtime API's address.</param>
internal sealed record Candidate(
    string Name, string Kind, string Zip, string Folder, AwsStub Aws, bool Tls, TimeSpan Timeout,
    IReadOnlyList<AskedExample> Examples, Func<string, Dictionary<string, string>> Variables)
{
    public string Bootstrap => Path.Combine(Folder, "bootstrap");

    /// <summary>All files of the package.</summary>
    public IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)];
}
