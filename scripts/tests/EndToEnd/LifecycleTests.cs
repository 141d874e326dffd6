using System.Diagnostics;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>A cloud from its first start to Ctrl-C, in a checkout of its own that gets a new function.</summary>
[Category("e2e")]
public sealed class LifecycleTests
{
    [Test]
    public async Task A_second_up_changes_nothing_a_new_function_is_served_and_Ctrl_C_leaves_no_process()
    {
        using var checkout = await Checkout.CreateAsync();
        using var cloud = new Cloud(checkout.Root);
        using var up = Command.Start(
            checkout.Root, new Dictionary<string, string?>(), "setsid", checkout.PathOf("scripts/up"), "--port", $"{cloud.Port}");
        try
        {
            await SaysAsync(up, "Ctrl-C stops it.");

            var again = (await cloud.UpAsync()).Succeeded();
            Assert.That(again.Output, Does.Contain("No changes."));
            await SameBytesAsync(checkout);

            (await checkout.RunAsync("scripts/new-function", "tip")).Succeeded();
            (await checkout.RunAsync("dotnet", "test", "functions/tip/tests", "--configuration", "Release")).Succeeded();
            (await cloud.UpAsync()).Succeeded();
            Assert.That(await cloud.Http.GetStringAsync("Prod/tip"), Does.Contain("tip"));

            await File.WriteAllTextAsync(
                checkout.PathOf("functions/tip/function.json"), """{"description":"Wrong.","memory":1}""");
            var refused = await cloud.UpAsync();
            Assert.That(refused.ExitCode, Is.Not.Zero);
            Assert.That(refused.Output, Does.Contain("functions/tip/function.json").And.Contain("memory"));
            Assert.That(await cloud.Http.GetStringAsync("Prod/tip"), Does.Contain("tip"), "what was deployed goes on");

            await InterruptAsync(up);
            await up.WaitForExitAsync();
            Assert.That(cloud.Processes(), Is.Empty);
        }
        finally
        {
            await cloud.DownAsync();
            if (!up.HasExited)
            {
                up.Kill(entireProcessTree: true);
            }
        }
    }

    [Test]
    public async Task Down_says_that_there_is_nothing_to_stop()
    {
        using var cloud = new Cloud(Repository.Root);

        var down = (await cloud.DownAsync()).Succeeded();

        Assert.That(down.Output, Does.Contain("no cloud runs"));
    }

    // The copy lies in another folder, and must give the same zips nevertheless.
    private static async Task SameBytesAsync(Checkout checkout)
    {
        foreach (var zip in Directory.EnumerateFiles(checkout.PathOf("artifacts"), "*.zip", SearchOption.AllDirectories))
        {
            var original = Path.Combine(Repository.Root, Path.GetRelativePath(checkout.Root, zip));
            Assert.That(await File.ReadAllBytesAsync(zip), Is.EqualTo(await File.ReadAllBytesAsync(original)), zip);
        }
    }

    private static async Task SaysAsync(Process process, string expected)
    {
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line == expected)
            {
                return;
            }
        }

        Assert.Fail(string.Join('\n', said) + await process.StandardError.ReadToEndAsync());
    }

    // As the terminal does on Ctrl-C: to the whole process group, which setsid made.
    private static async Task InterruptAsync(Process process) =>
        (await Command.RunAsync("/", new Dictionary<string, string?>(), "kill", "-s", "INT", "--", $"-{process.Id}"))
            .Succeeded();
}
