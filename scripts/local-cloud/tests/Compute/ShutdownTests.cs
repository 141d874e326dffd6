using System.Diagnostics;
using System.Globalization;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>What the end of the local cloud leaves behind: nothing.</summary>
public sealed class ShutdownTests
{
    // A child in a session of its own, whose parent has ended, as a daemon is.
    private const string WithDaemon = """
        import subprocess
        def answer(event, headers):
            made = subprocess.run(["sh", "-c", "setsid sleep 600 >/dev/null 2>&1 & echo $!"], capture_output=True)
            return json.dumps(f"{os.getpid()} {int(made.stdout)}")
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("quickchange-").FullName;

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task SIGTERM_ends_everything_that_functions_started()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Deploy("f", WithDaemon);
        using var cloud = await CloudProcess.StartAsync(aws, _folder);
        var processes = await InvokeAsync(cloud);

        using (Process.Start("kill", ["-TERM", $"{cloud.Process.Id}"]))
        {
            await cloud.Process.WaitForExitAsync();
        }

        Assert.That(cloud.Process.ExitCode, Is.Zero);
        Assert.That(processes.Where(ProcessTable.Runs), Is.Empty);
    }

    [Test]
    public async Task Functions_end_with_a_local_cloud_that_is_killed()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Deploy("f", """
            def answer(event, headers):
                return json.dumps(f"{os.getpid()}")
            """);
        using var cloud = await CloudProcess.StartAsync(aws, _folder);
        var function = (await InvokeAsync(cloud)).Single();

        cloud.Process.Kill();

        for (var attempt = 0; attempt < 2400 && ProcessTable.Runs(function); attempt++)
        {
            await Task.Delay(25);
        }

        Assert.That(ProcessTable.Runs(function), Is.False);
    }

    private static async Task<int[]> InvokeAsync(CloudProcess cloud)
    {
        var answer = await cloud.AnswerAsync("f");
        return [.. answer.Trim('"').Split(' ').Select(process => int.Parse(process, CultureInfo.InvariantCulture))];
    }
}
