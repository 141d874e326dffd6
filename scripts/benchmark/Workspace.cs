namespace Quickchange.Benchmark;

/// <summary>
/// The folder for temporary files of a run, on the same disk as builds: in /tmp, which may be in memory, nothing could be dropped from
/// the page cache. There is only one run at a time, because two would measure each other.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly FileStream _lock;

    /// <exception cref="BenchmarkException">Another run is in progress.</exception>
    public Workspace(string root)
    {
        var artifacts = Directory.CreateDirectory(Path.Combine(root, "artifacts")).FullName;
        try
        {
            _lock = new(Path.Combine(artifacts, "bench.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        }
        catch (IOException)
        {
            throw new BenchmarkException("another scripts/bench is running in this checkout, and two would measure each other; wait until it has ended");
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

    // Also removes the remains of a run that was killed.
    private void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
