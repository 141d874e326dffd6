using System.IO.MemoryMappedFiles;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>Linux's page cache.</summary>
internal static class PageCache
{
    /// <summary>Reads files into the page cache.</summary>
    public static void Load(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            stream.CopyTo(Stream.Null);
        }
    }

    /// <summary>Drops files from the page cache.</summary>
    /// <returns>Whether no pages remain; on tmpfs and some overlays, some do.</returns>
    public static bool Evict(IEnumerable<string> files)
    {
        var evicted = true;
        foreach (var file in files.Where(static file => new FileInfo(file).Length > 0))
        {
            using (var handle = File.OpenHandle(file))
            {
                // Data that isn't on the disk yet can't be dropped.
                _ = Libc.Sync(handle.DangerousGetHandle());
                _ = Libc.Advise(handle.DangerousGetHandle(), 0, 0, Libc.DontNeed);
            }

            evicted &= ResidentPagesOf(file) == 0;
        }

        return evicted;
    }

    /// <summary>How many pages of a file are in the page cache.</summary>
    public static int ResidentPagesOf(string file)
    {
        var length = new FileInfo(file).Length;
        using var map = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        var pages = new byte[(length + Environment.SystemPageSize - 1) / Environment.SystemPageSize];
        return Libc.Resident(view.SafeMemoryMappedViewHandle.DangerousGetHandle(), (nint)length, ref pages[0]) == 0
            ? pages.Count(static page => (page & 1) == 1)
            : pages.Length;
    }
}
