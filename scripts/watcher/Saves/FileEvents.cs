using System.Diagnostics;
using System.Threading.Channels;

namespace Quickchange.Watcher.Saves;

/// <summary>Says when to look for saved files: soon after a file event, and regularly, because events can get lost.</summary>
internal sealed class FileEvents : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // An editor saves in several steps, and git writes many files.
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(30);

    // The time of the first event since the last look.
    private readonly Channel<long> _events = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<FileSystemWatcher> _watchers = [];

    /// <param name="root">The folder whose own files are watched.</param>
    /// <param name="folders">The folders whose files are watched, with their subfolders.</param>
    /// <param name="say">Says that there are no events.</param>
    public FileEvents(string root, IEnumerable<string> folders, Action<string> say)
    {
        try
        {
            Watch(root, includesSubfolders: false);
            foreach (var folder in folders.Where(Directory.Exists))
            {
                Watch(folder, includesSubfolders: true);
            }
        }
        catch (IOException exhausted)
        {
            // The kernel limits how many folders a user can watch.
            say($"the system reports no saves ({exhausted.Message}); looking for them every second instead");
        }
    }

    /// <summary>Waits until it is time to look.</summary>
    /// <returns>The time of the save, as a timestamp of <see cref="Stopwatch"/>.</returns>
    public async Task<long> WaitAsync(CancellationToken stop)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(_events.Reader.WaitToReadAsync(both.Token).AsTask(), Task.Delay(Interval, both.Token));
        await both.CancelAsync();
        stop.ThrowIfCancellationRequested();
        if (!_events.Reader.TryRead(out var first))
        {
            return Stopwatch.GetTimestamp();
        }

        do
        {
            await Task.Delay(Calm, stop);
        }
        while (_events.Reader.TryRead(out _));
        return first;
    }

    public void Dispose() => _watchers.ForEach(static watcher => watcher.Dispose());

    private void Watch(string folder, bool includesSubfolders)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = includesSubfolders,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watchers.Add(watcher);
        watcher.Changed += Report;
        watcher.Created += Report;
        watcher.Deleted += Report;
        watcher.Renamed += Report;
        watcher.Error += (_, _) => Report();
        watcher.EnableRaisingEvents = true;
    }

    private void Report(object sender, FileSystemEventArgs file) => Report();

    private void Report() => _events.Writer.TryWrite(Stopwatch.GetTimestamp());
}
