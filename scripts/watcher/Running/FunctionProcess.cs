using System.Diagnostics;

namespace Quickchange.Watcher.Running;

/// <summary>A process of a function, on CoreCLR.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private static readonly string Host = Path.GetFullPath(
        Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    // Faster starts: no instrumentation, of which a process that lives until the next save has little use.
    private static readonly Dictionary<string, string> Settings = new() { ["DOTNET_TieredPGO"] = "0", ["DOTNET_NOLOGO"] = "1" };

    private readonly Process _process;

    private FunctionProcess(Process process, string folder, Action<string> repeat)
    {
        _process = process;
        Folder = folder;
        Exited = WaitAsync(RepeatAsync(process.StandardOutput, repeat), RepeatAsync(process.StandardError, repeat));
    }

    public int Id => _process.Id;

    /// <summary>The folder of its program.</summary>
    public string Folder { get; }

    /// <summary>Its exit status, after all of its output was printed.</summary>
    public Task<int> Exited { get; }

    /// <summary>The memory that it uses, in MB.</summary>
    public long MemoryMb
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64 / 1_000_000;
        }
    }

    /// <param name="starter">Starts the process.</param>
    /// <param name="program">The assembly to run; its folder is LAMBDA_TASK_ROOT.</param>
    /// <param name="variables">The environment variables of the function.</param>
    /// <param name="repeat">Takes each line of its output.</param>
    public static async Task<FunctionProcess> StartAsync(
        ProcessStarter starter, string program, IReadOnlyDictionary<string, string> variables, Action<string> repeat)
    {
        var folder = Path.GetDirectoryName(program)!;
        var environment = new Dictionary<string, string>(variables) { ["LAMBDA_TASK_ROOT"] = folder };
        foreach (var (name, value) in Settings)
        {
            environment.TryAdd(name, value);
        }

        return new(await starter.StartAsync(folder, environment, Host, "exec", program), folder, repeat);
    }

    /// <summary>Kills it, with its child processes.</summary>
    public async Task KillAsync()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has already ended.
        }

        await Exited;
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> WaitAsync(params Task[] output)
    {
        await _process.WaitForExitAsync();
        // A child process can keep the output open.
        await Task.WhenAny(Task.WhenAll(output), Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    private static async Task RepeatAsync(StreamReader output, Action<string> repeat)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            repeat(line);
        }
    }
}
