namespace Quickchange.Examples;

/// <summary>A temporary folder that is deleted when it is disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory($"{Repository.Name}-").FullName;

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
