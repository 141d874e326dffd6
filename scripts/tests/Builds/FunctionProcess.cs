using System.Diagnostics;
using System.Globalization;
using System.Text;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.RuntimeApi;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>A function's process, started from its zip as in Lambda.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private const string Id = "00000000-0000-4000-8000-000000000000";

    // The longest event, a large file, takes a minute.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // Only the last lines of its output are kept, because ten thousand errors would be too much.
    private const int MostLines = 100;

    // In bytes, hexadecimal: a sixteenth of the value that functions are built with, so that there are many more collections, and
    // the memory settles early.
    private const string FirstGeneration = "40000";

    private readonly TemporaryFolder _folder = new();
    private readonly RuntimeApiServer _server = new();
    private readonly Queue<string> _lines = new();
    private readonly Process _process;

    private FunctionProcess(string zip, string[] runner, Func<string, string, Dictionary<string, string>> variablesIn)
    {
        FunctionFolder.Unpack(zip, _folder.Root);
        var variables = variablesIn(_folder.Root, _server.Address).ToDictionary(static each => each.Key, static each => (string?)each.Value);
        _process = Command.Start(_folder.Root, variables, [.. runner, _folder.PathOf("bootstrap")]);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The memory of the process.</summary>
    public ProcessMemory Memory => ProcessMemory.Of(_process.Id);

    /// <summary>Starts a function of this repository.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="zip">The zip to run.</param>
    /// <param name="runner">The command prefix that runs a program for a different processor.</param>
    /// <param name="aws">The stand-in for AWS.</param>
    public static FunctionProcess Of(string function, string zip, string[] runner, AwsStub aws) =>
        new(zip, runner, (folder, api) => FunctionVariables.Of(Repository.Built, function, folder, api, aws.Endpoint));

    /// <summary>Starts a function that makes no AWS calls, for many invocations.</summary>
    /// <param name="zip">The zip to run.</param>
    /// <param name="memoryMb">The function's memory.</param>
    /// <param name="runner">The command prefix that runs a program for a different processor.</param>
    /// <param name="variables">Environment variables in addition to Lambda's.</param>
    public static FunctionProcess Busy(string zip, int memoryMb, string[] runner, params (string Name, string Value)[] variables) =>
        new(zip, runner, (folder, api) =>
        {
            var all = new Dictionary<string, string>
            {
                ["_HANDLER"] = "bootstrap",
                ["AWS_LAMBDA_RUNTIME_API"] = api,
                ["AWS_LAMBDA_FUNCTION_NAME"] = "function",
                ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = memoryMb.ToString(CultureInfo.InvariantCulture),
                ["AWS_LAMBDA_FUNCTION_VERSION"] = "1",
                ["LAMBDA_TASK_ROOT"] = folder,
                ["DOTNET_GCgen0size"] = FirstGeneration,
            };
            foreach (var (name, value) in variables)
            {
                all[name] = value;
            }

            return all;
        });

    /// <summary>Sends an event, and waits for the result.</summary>
    /// <returns>Whether it reported an error, and the report or its response, both JSON.</returns>
    /// <exception cref="InvalidOperationException">The process ended or hangs. The message contains its last output.</exception>
    public (bool Failed, string Text) Invoke(ReadOnlySpan<byte> content)
    {
        RuntimeApiServer.SendEvent(Receive(), content, Id, Limit);
        var answer = Receive();
        RuntimeApiServer.Accept(answer);
        return (!answer.IsResponseTo(Id), Encoding.UTF8.GetString(answer.Body.Span));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _server.Dispose();
        _folder.Dispose();
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
