namespace Quickchange.Examples;

/// <summary>A folder that goes with what needs it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("quickchange-").FullName;

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
