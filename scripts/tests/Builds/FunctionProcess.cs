using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>A process of a function, started from its zip as Lambda does, with all that it calls.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quickchange-");
    private readonly StringBuilder _output = new();
    private readonly RuntimeStub _runtime;
    private Process? _process;

    private FunctionProcess(RuntimeStub runtime, AwsStub aws) => (_runtime, Aws) = (runtime, aws);

    public AwsStub Aws { get; }

    /// <param name="function">The function's name.</param>
    /// <param name="zip">What to run.</param>
    /// <param name="runner">The words before the program, which run one for another processor.</param>
    public static async Task<FunctionProcess> StartAsync(string function, string zip, string[] runner)
    {
        var started = new FunctionProcess(await RuntimeStub.StartAsync(), await AwsStub.StartAsync());
        try
        {
            // With the modes that the zip says.
            await ZipFile.ExtractToDirectoryAsync(zip, started._folder.FullName);
            started.Start(function, runner);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="InvalidOperationException">It failed, ended or did not answer; the message has what it printed.</exception>
    public async Task<string> InvokeAsync(string @event)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var answer = _runtime.InvokeAsync(@event);
        var ended = _process!.WaitForExitAsync(limit.Token);
        if (await Task.WhenAny(answer, ended) == answer)
        {
            return await answer;
        }

        lock (_output)
        {
            throw new InvalidOperationException($"It {(limit.IsCancellationRequested ? "did not answer in time" : "ended")}. It printed:\n{_output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await _runtime.DisposeAsync();
        await Aws.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Start(string function, string[] runner)
    {
        var variables = FunctionVariables.Of(Repository.Built, function, _folder.FullName, _runtime.Address, Aws.Endpoint);
        _process = Command.Start(
            _folder.FullName, variables.ToDictionary(static each => each.Key, static each => (string?)each.Value), [.. runner, Path.Combine(_folder.FullName, "bootstrap")]);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
