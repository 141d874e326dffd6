using System.Diagnostics;
using System.Globalization;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests that the local cloud leaves nothing behind.</summary>
public sealed class ShutdownTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quickchange-").FullName;

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task SIGTERM_ends_everything_that_functions_started()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Deploy("f", ["start_daemon"]);
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
        aws.Deploy("f", ["show_process"]);
        using var cloud = await CloudProcess.StartAsync(aws, _folder);
        var function = (await InvokeAsync(cloud)).Single();

        cloud.Process.Kill();

        await Eventually.IsAsync(() => !ProcessTable.Runs(function), () => "the function lives");
    }

    private static async Task<int[]> InvokeAsync(CloudProcess cloud)
    {
        var answer = await cloud.AnswerAsync("f");
        return [.. answer.Trim('"').Split(' ').Select(process => int.Parse(process, CultureInfo.InvariantCulture))];
    }
}
