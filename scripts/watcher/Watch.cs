using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Quickchange.Watcher.Building;
using Quickchange.Watcher.Compiling;
using Quickchange.Watcher.Projects;
using Quickchange.Watcher.Running;
using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher;

/// <summary>Serves every save, or says why it can't.</summary>
internal sealed class Watch : IAsyncDisposable
{
    // Longer lists of files, as after a checkout of another branch, are cut.
    private const int NamedFiles = 3;

    // The credentials expire after 12 hours (scripts/env).
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(11);

    private readonly CommandLine _options;
    private readonly Terminal _terminal;
    private readonly ProjectReader _reader;
    private readonly RunningFunction[] _functions;
    private readonly BackgroundBuild? _build;
    private readonly WatchedFiles _files;

    private long _renewed = Stopwatch.GetTimestamp();
    private SourceTree _tree = SourceTree.Empty;
    private Compiler? _compiler;
    private bool _mustDescribe = true;
    private bool _mustRestore = true;

    public Watch(CommandLine options, Cloud cloud, Terminal terminal)
    {
        _options = options;
        _terminal = terminal;
        var artifacts = Path.Combine(options.Root, "artifacts", "watch");
        // What MSBuild writes depends on the checkout, and programs on the cloud.
        var own = Path.Combine(artifacts, $"{options.Port}");
        var programs = Path.Combine(own, "programs");
        if (Directory.Exists(programs))
        {
            Directory.Delete(programs, recursive: true);
        }

        _reader = new(options.Root, Path.Combine(artifacts, "msbuild"), Path.Combine(own, "projects"));
        var starter = new ProcessStarter();
        _functions = [.. options.Functions.Keys.Select(name => new RunningFunction(name, cloud, starter, Path.Combine(programs, name), terminal))];
        _build = options.Builds ? new(options.Root, Path.Combine(own, "zips"), terminal) : null;
        _files = new(options);
    }

    /// <summary>Serves until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var events = new FileEvents(_options.Root, _files.Folders, _terminal.Say);
        var started = Stopwatch.GetTimestamp();
        _tree = _files.Read(_compiler);
        await ServeAsync(null, started, stop);
        _terminal.Say($"watching for saves; Ctrl-C ends, and what was deployed serves again ({MemoryText()})");
        while (true)
        {
            // What is saved from here on, also during a compilation, differs from this state.
            var saved = await events.WaitAsync(stop);
            if (Stopwatch.GetElapsedTime(_renewed) > Renewal)
            {
                await RenewAsync("the credentials of the functions' roles expire soon");
            }

            var now = _files.Read(_compiler);
            var changes = now.ChangesSince(_tree);
            _tree = now;
            if (changes.Count > 0)
            {
                await TakeAsync(changes, saved, stop);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_functions.Select(static function => function.DisposeAsync().AsTask()).Append(_build?.DisposeAsync().AsTask() ?? Task.CompletedTask));
    }

    private async Task TakeAsync(IReadOnlyList<Change> changes, long saved, CancellationToken stop)
    {
        // scripts/up removes the file while it deploys.
        if (changes.Any(change => change.File == _files.Deployed && change.Kind != ChangeKind.Removed))
        {
            await RenewAsync("the cloud was deployed again");
        }

        var files = new List<string>();
        foreach (var change in changes)
        {
            var name = _terminal.NameOf(change.File);
            switch (_files.KindOf(change, _compiler))
            {
                case InputKind.Project:
                    _mustDescribe = _mustRestore = true;
                    files.Add(name);
                    break;
                case InputKind.List:
                    _mustDescribe = true;
                    files.Add(name);
                    break;
                case InputKind.Source:
                    if (_compiler!.Update(change.File))
                    {
                        files.Add(name);
                    }
                    else
                    {
                        _terminal.Say($"{name}: saved without a change");
                    }

                    break;
                case InputKind.Data:
                    files.Add(name);
                    break;
                case InputKind.Descriptor:
                    _terminal.Say($"{name}: scripts/up deploys a changed descriptor");
                    break;
                case InputKind.Unused:
                    _terminal.Say($"{name}: not a source of a watched function");
                    break;
            }
        }

        if (files.Count > 0)
        {
            await ServeAsync(files.Count <= NamedFiles ? string.Join(", ", files) : $"{files[0]} and {files.Count - 1} other files", saved, stop);
        }
    }

    // Compiles, and starts what has changed.
    private async Task ServeAsync(string? files, long saved, CancellationToken stop)
    {
        if (_build is not null)
        {
            await _build.CancelAsync();
        }

        if (!await DescribeAsync(stop))
        {
            SayNotServed(_functions);
            return;
        }

        foreach (var each in _compiler!.Compile(stop))
        {
            _terminal.Say(_terminal.Shorten(each.ToString()));
        }

        foreach (var file in _compiler.Unreadable)
        {
            _terminal.Say($"{_terminal.NameOf(file)}: can't be read");
        }

        var wanted = _functions.Select(function => (Function: function, Assemblies: _compiler.AssembliesOf(_options.Functions[function.Name]))).ToArray();
        SayNotServed([.. wanted.Where(static each => each.Assemblies is null).Select(static each => each.Function)]);
        var started = await Task.WhenAll(wanted.Where(static each => each.Assemblies is not null).Select(each => StartAsync(each.Function, each.Assemblies!, files, saved)));
        if (started.All(static each => each.Result == StartResult.Unchanged) && started.Length == _functions.Length)
        {
            _terminal.Say($"{files}: no watched function runs differently");
        }

        if (_build is not null && files is not null)
        {
            await _build.StartAsync(started.Where(static each => each.Result == StartResult.Started).Select(static each => each.Function.Name));
        }
    }

    private async Task<(RunningFunction Function, StartResult Result)> StartAsync(
        RunningFunction function, IReadOnlyList<CompiledAssembly> assemblies, string? files, long saved)
    {
        var project = _compiler!.Describe(_options.Functions[function.Name]);
        var result = StartResult.Failed;
        try
        {
            result = await function.ServeAsync(new(project, assemblies, _files.DataOf(function.Name)));
        }
        catch (IOException exception)
        {
            // Somebody has removed what MSBuild wrote; it writes it again after the next save.
            _mustDescribe = _mustRestore = true;
            _terminal.Say($"{function.Name}: {exception.Message}; {function.Serving} goes on serving");
        }

        if (result == StartResult.Started)
        {
            var duration = $"{Stopwatch.GetElapsedTime(saved).TotalMilliseconds:0} ms";
            _terminal.Say(files is null ? $"{function.Name}: serving after {duration}" : $"{function.Name}: serving {files} after {duration}");
        }

        return (function, result);
    }

    private void SayNotServed(RunningFunction[] functions)
    {
        foreach (var group in functions.GroupBy(static function => function.Serving))
        {
            _terminal.Say($"{string.Join(", ", group.Select(static function => function.Name))}: not compiled; {group.Key} goes on serving");
        }
    }

    private async Task<bool> DescribeAsync(CancellationToken stop)
    {
        if (!_mustDescribe)
        {
            return true;
        }

        try
        {
            _compiler = new(await _reader.ReadAsync(_options.Functions.Values, _mustRestore, stop), _compiler);
            _mustDescribe = _mustRestore = false;
            // What isn't in the watched folders, such as what MSBuild has just generated. What changes later differs from this state.
            _tree = _tree.With(_files.Elsewhere(_compiler));
            _compiler.UpdateAll();
            return true;
        }
        catch (Exception wrong) when (wrong is ProjectException or IOException or UnauthorizedAccessException)
        {
            _terminal.Say(_terminal.Shorten(wrong.Message));
            return false;
        }
    }

    private async Task RenewAsync(string reason)
    {
        _terminal.Say($"{reason}; starting all functions with new variables");
        _renewed = Stopwatch.GetTimestamp();
        await Task.WhenAll(_functions.Select(static function => function.RenewAsync()));
    }

    private string MemoryText() =>
        $"{Process.GetCurrentProcess().WorkingSet64 / 1_000_000} MB, and {_functions.Sum(static function => function.MemoryMb)} MB in the functions' processes";
}
