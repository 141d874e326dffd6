using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Quickchange.Benchmark.RuntimeApi;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>A process of a function that calls nothing of AWS, started from its zip as Lambda does, for many invocations.</summary>
internal sealed class BusyFunction : IDisposable
{
    private const string Id = "00000000-0000-4000-8000-000000000000";

    // It answers in microseconds, under QEMU in milliseconds.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // Of what it prints, the last lines: those of ten thousand errors are much.
    private const int MostLines = 100;

    // In bytes, hexadecimal: a sixteenth of what functions are built with. There are so many more collections, and the memory
    // settles early.
    private const string FirstGeneration = "40000";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quickchange-");
    private readonly RuntimeApiServer _server = new();
    private readonly Queue<string> _lines = new();
    private readonly Process _process;

    /// <param name="zip">What to run.</param>
    /// <param name="memoryMb">The function's memory.</param>
    /// <param name="runner">The words before the program, which run one for another processor.</param>
    /// <param name="variables">Environment variables that it has beside Lambda's.</param>
    public BusyFunction(string zip, int memoryMb, string[] runner, params (string Name, string Value)[] variables)
    {
        ZipFile.ExtractToDirectory(zip, _folder.FullName);
        var environment = new Dictionary<string, string?>
        {
            ["_HANDLER"] = "bootstrap",
            ["AWS_LAMBDA_RUNTIME_API"] = _server.Address,
            ["AWS_LAMBDA_FUNCTION_NAME"] = "function",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = memoryMb.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "1",
            ["LAMBDA_TASK_ROOT"] = _folder.FullName,
            ["DOTNET_GCgen0size"] = FirstGeneration,
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        _process = Command.Start(_folder.FullName, environment, [.. runner, Path.Combine(_folder.FullName, "bootstrap")]);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The memory that it holds now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Gives it an event, and waits for what it makes of it.</summary>
    /// <exception cref="InvalidOperationException">It ended or hangs; the message has what it printed last.</exception>
    public InvocationOutcome Invoke(ReadOnlySpan<byte> content)
    {
        RuntimeApiServer.SendEvent(Receive(), content, Id, Limit);
        var answer = Receive();
        RuntimeApiServer.Accept(answer);
        return new(!answer.IsResponseTo(Id), answer.Body.ToArray());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private RuntimeRequest Receive()
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Limit && !_process.HasExited;)
        {
            if (_server.Poll(TimeSpan.FromMilliseconds(100)) is { } request)
            {
                return request;
            }
        }

        lock (_lines)
        {
            throw new InvalidOperationException(
                $"It {(_process.HasExited ? $"ended with {_process.ExitCode}" : "does not answer")}. It printed:\n{string.Join('\n', _lines)}");
        }
    }

    private void Note(string? line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line ?? "");
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }
}
