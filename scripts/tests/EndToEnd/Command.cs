using System.Diagnostics;
using System.Text;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>A finished command: its exit status and what it printed, both streams in the order of arrival.</summary>
internal sealed record Command(int ExitCode, string Output)
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Its working directory.</param>
    /// <param name="environment">Variables to set beside those of the test; null removes one.</param>
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

    /// <exception cref="InvalidOperationException">It failed; the message is what it printed.</exception>
    public Command Succeeded() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"exit status {ExitCode}\n{Output}");
}
