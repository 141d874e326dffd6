using System.Diagnostics;
using System.Text;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>A finished command: its exit status and its output, with both streams in the order of arrival.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    private static readonly Dictionary<string, string?> NoChanges = [];

    /// <summary>Runs a program with the environment variables of the test.</summary>
    public static Task<Command> RunAsync(string folder, params string[] words) => RunAsync(folder, NoChanges, words);

    /// <summary>Runs a program and waits for it.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables in addition to those of the test; null removes one.</param>
    /// <param name="words">The program and its arguments.</param>
    public static async Task<Command> RunAsync(
        string folder, IReadOnlyDictionary<string, string?> environment, params string[] words)
    {
        using var process = Start(folder, environment, words);
        var output = new StringBuilder();
        var streams = new[] { process.StandardOutput, process.StandardError }.Select(async stream =>
        {
            while (await stream.ReadLineAsync() is { } line)
            {
                lock (output)
                {
                    output.AppendLine(line);
                }
            }
        });
        await Task.WhenAll(streams);
        await process.WaitForExitAsync();
        return new(process.ExitCode, output.ToString());
    }

    /// <summary>Starts a program with both output streams redirected.</summary>
    public static Process Start(
        string folder, IReadOnlyDictionary<string, string?> environment, params string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Starts a program in its own process group, as a terminal does.</summary>
    public static Process StartGroup(string folder, params string[] words) =>
        // A shell makes background processes, such as these tests, and their children ignore Ctrl-C.
        Start(folder, NoChanges, ["setsid", "env", "--default-signal=INT", .. words]);

    /// <summary>Sends a signal to the process group of a program, as a terminal does on Ctrl-C.</summary>
    public static async Task SignalGroupAsync(Process process, string signal) =>
        (await RunAsync("/", "kill", "-s", signal, "--", $"-{process.Id}")).Succeeded();

    /// <summary>Reads a program's output up to the line that begins with <paramref name="beginning"/>.</summary>
    /// <exception cref="InvalidOperationException">The program printed no such line. The message contains its output.</exception>
    public static async Task<string> ReadLineAsync(Process process, string beginning)
    {
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }

            said.AppendLine(line);
        }

        throw new InvalidOperationException($"{said}{await process.StandardError.ReadToEndAsync()}");
    }

    /// <exception cref="InvalidOperationException">The program failed. The message contains its output.</exception>
    public Command Succeeded() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"exit status {ExitCode}\n{Output}");
}
