namespace Quickchange.Benchmark;

/// <summary>
/// A folder for what lives as long as a run, on the disk that builds are on: in /tmp, which may be memory, nothing could be dropped
/// from the page cache. There is one run at a time: two would measure each other.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="BenchmarkException">Another run is under way.</exception>
    public Workspace(string root)
    {
        var artifacts = Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName;
        try
        {
            _lock = new(Path.Combine(artifacts, "bench.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            throw new BenchmarkException("another scripts/bench runs in this checkout: two at once would measure each other; wait until it has ended");
        }

        Folder = Path.Combine(artifacts, "bench-run");
        Clear();
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public void Dispose()
    {
        Clear();
        _lock.Dispose();
    }

    // What a run that was killed has left, too.
    private void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
