using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>Tests that scripts/build --verify builds twice, and leaves nothing of the second build behind.</summary>
[Category("e2e")]
[Parallelizable]
public class VerifyTests
{
    private const string Again = "building again in ";

    private static string Build { get; } = Path.Combine(Repository.Root, "scripts", "build");

    // For both, because their linkers differ.
    [Test]
    public async Task A_second_build_elsewhere_gives_the_same_bytes_for_both_processors()
    {
        using var build = Command.StartGroup(Repository.Root, Build, "hello", "--arch", "all", "--verify");
        var errors = build.StandardError.ReadToEndAsync();

        var folder = (await Command.ReadLineAsync(build, Again))[Again.Length..];
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
        using var build = Command.StartGroup(Repository.Root, Build, "hello", "--verify");
        var folder = (await Command.ReadLineAsync(build, Again))[Again.Length..];
        await build.StandardOutput.ReadLineAsync();

        await Command.SignalGroupAsync(build, signal);
        await build.WaitForExitAsync();

        Assert.Multiple(() =>
        {
            Assert.That(build.ExitCode, Is.Not.Zero);
            Assert.That(folder, Does.Not.Exist);
            Assert.That(Processes.With("cmdline", words => words.Any(word => word.Contains(folder, StringComparison.Ordinal))), Is.Empty);
        });
    }
}
