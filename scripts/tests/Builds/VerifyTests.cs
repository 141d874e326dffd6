using System.Diagnostics;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>scripts/build --verify builds twice, and leaves nothing of the second build.</summary>
[Category("e2e")]
[Parallelizable]
public class VerifyTests
{
    private const string Again = "building again in ";

    // Their linkers are not the same.
    [Test]
    public async Task A_second_build_elsewhere_gives_the_same_bytes_for_both_processors()
    {
        using var build = Start("hello", "--arch", "all", "--verify");
        var errors = build.StandardError.ReadToEndAsync();

        var folder = await SecondFolderAsync(build);
        var rest = await build.StandardOutput.ReadToEndAsync() + await errors;

        await build.WaitForExitAsync();
        Assert.Multiple(() =>
        {
            Assert.That(build.ExitCode, Is.Zero, rest);
            Assert.That(rest, Does.Contain("linux-x64/hello.zip: the same bytes").And.Contain("linux-arm64/hello.zip: the same bytes"));
            Assert.That(folder, Does.Not.Exist);
        });
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task An_interrupted_second_build_goes_with_its_folder_and_processes(string signal)
    {
        using var build = Start("hello", "--verify");
        var folder = await SecondFolderAsync(build);
        await build.StandardOutput.ReadLineAsync();

        (await Command.RunAsync("/", new Dictionary<string, string?>(), "kill", "-s", signal, "--", $"-{build.Id}")).Succeeded();
        await build.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(build.ExitCode, Is.Not.Zero);
            Assert.That(folder, Does.Not.Exist);
            Assert.That(ProcessesIn(folder), Is.Empty);
        });
    }

    // Ctrl-C is ignored by what a shell starts in the background, such as these tests, and by all that is started there.
    private static Process Start(params string[] words) => Command.Start(
        Repository.Root, new Dictionary<string, string?>(),
        ["setsid", "env", "--default-signal=INT", Path.Combine(Repository.Root, "scripts", "build"), .. words]);

    private static async Task<string> SecondFolderAsync(Process build)
    {
        while (await build.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Again, StringComparison.Ordinal))
            {
                return line[Again.Length..];
            }
        }

        throw new InvalidOperationException(await build.StandardError.ReadToEndAsync());
    }

    private static IEnumerable<string> ProcessesIn(string folder)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(static each => char.IsAsciiDigit(Path.GetFileName(each)[0])))
        {
            string command;
            try
            {
                command = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                // It ended while we looked.
                continue;
            }

            if (command.Contains(folder, StringComparison.Ordinal))
            {
                yield return command.Replace('\0', ' ');
            }
        }
    }
}
