using System.Diagnostics;

namespace Quickchange.Watcher.Building;

/// <summary>
/// Builds what has changed as it would be deployed, in the background, and says whether that fails. A newer save starts the build
/// again, and so does another command that waits for the build. The zips go to a folder of their own, because only scripts/build
/// decides what is deployed.
/// </summary>
/// <param name="root">The checkout.</param>
/// <param name="output">The folder for the zips.</param>
/// <param name="terminal">What the user sees.</param>
internal sealed class BackgroundBuild(string root, string output, Terminal terminal) : IAsyncDisposable
{
    // Soon after a save, there is often another one.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(0.5);

    private readonly HashSet<string> _changed = [];
    private CancellationTokenSource _cancel = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Builds these functions, and those whose build it cancels.</summary>
    public async Task StartAsync(IEnumerable<string> functions)
    {
        await CancelAsync();
        _changed.UnionWith(functions);
        if (_changed.Count > 0)
        {
            _cancel = new();
            _running = RunAsync([.. _changed.Order(StringComparer.Ordinal)], _cancel.Token);
        }
    }

    /// <summary>Ends the build. Its functions are built next time.</summary>
    public async Task CancelAsync()
    {
        await _cancel.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await CancelAsync();
        _cancel.Dispose();
    }

    private async Task RunAsync(string[] functions, CancellationToken cancel)
    {
        try
        {
            (int Status, string Said)? built = null;
            var started = 0L;
            while (built is null)
            {
                await Task.Delay(Calm, cancel);
                started = Stopwatch.GetTimestamp();
                built = await BuildAsync(functions, cancel);
            }

            var (status, said) = built.Value;
            var names = string.Join(", ", functions);
            terminal.Say(status == 0
                ? $"{names}: also built as deployed, within the budgets, in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"
                : $"{names}: scripts/up would fail, because the build does:\n{terminal.Shorten(said.Trim())}");
            _changed.ExceptWith(functions);
        }
        catch (OperationCanceledException)
        {
            // A newer save, or the end.
        }
    }

    // Null if it gave way to another command.
    private async Task<(int Status, string Said)?> BuildAsync(string[] functions, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("setsid", ["nice", "-n", "19", Path.Combine(root, "scripts", "build"), "--output", output, .. functions])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["QUICKCHANGE_IN_BACKGROUND"] = "1" },
        };
        var since = DateTime.UtcNow;
        using var build = Process.Start(start)!;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        // The whole session, because the compilers that MSBuild starts would go on.
        await using var ending = end.Token.Register(() => Process.Start("sh", ["-c", "kill -s TERM -- \"-$0\"", $"{build.Id}"]).Dispose());
        var said = Task.WhenAll(build.StandardOutput.ReadToEndAsync(CancellationToken.None), build.StandardError.ReadToEndAsync(CancellationToken.None));
        while (await Task.WhenAny(said, Task.Delay(Check, CancellationToken.None)) != said)
        {
            if (!end.IsCancellationRequested && IsWanted(since))
            {
                await end.CancelAsync();
            }
        }

        await build.WaitForExitAsync(CancellationToken.None);
        cancel.ThrowIfCancellationRequested();
        var texts = await said;
        return end.IsCancellationRequested ? null : (build.ExitCode, texts[1].Length > 0 ? texts[1] : texts[0]);
    }

    // Whether another command has begun to wait for a lock that this build may have (scripts/tools/common/locks.py).
    private bool IsWanted(DateTime since) =>
        Directory.EnumerateFiles(Path.Combine(root, "artifacts"), "*.wanted").Any(file => File.GetLastWriteTimeUtc(file) >= since);
}
