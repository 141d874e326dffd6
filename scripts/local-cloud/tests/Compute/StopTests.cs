using System.Globalization;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests a cloud that stops while its functions run, start or retire.</summary>
public sealed class StopTests : ComputeFixture
{
    [Test]
    public async Task A_function_that_retires_while_it_runs_ends_with_the_cloud()
    {
        var (old, changed) = (NewFile(), NewFile());
        Aws.Deploy("f", ["wait_for_ever", old], timeout: 600);
        var first = InvokeAsync("f", "{}");
        int[] processes = [await ProcessIn(old), 0];
        Aws.Deploy("f", ["wait_for_ever", changed], timeout: 600);
        await ChangedAsync();
        var second = InvokeAsync("f", "{}");
        processes[1] = await ProcessIn(changed);

        await Cloud.DisposeAsync();

        Assert.That(processes.Where(ProcessTable.Runs), Is.Empty);
        await IsErrorAsync(await first, "Runtime.ExitError", "signal: killed");
        await IsErrorAsync(await second, "Runtime.ExitError", "signal: killed");
    }

    [TestCase(false, TestName = "A_function_that_initializes_ends_with_the_cloud")]
    [TestCase(true, TestName = "A_function_that_initializes_a_second_time_ends_with_the_cloud")]
    public async Task A_function_that_starts_ends_with_the_cloud(bool again)
    {
        var started = NewFile();
        Aws.Deploy("f", again ? ["never_start_again", started, NewFile()] : ["never_start", started]);
        var invocation = InvokeAsync("f", "{}");
        var process = await ProcessIn(started);

        await Cloud.DisposeAsync();

        Assert.That(ProcessTable.Runs(process), Is.False);
        using var response = await invocation;
        // The invocation may have waited for the environment until then, or for its init phase.
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("signal: killed").Or.Contain("is stopping"));
    }

    // The fake endpoint returns no credentials until the test lets it, so nothing has started yet.
    [Test]
    public async Task Invocations_that_still_wait_for_an_environment_are_told_that_the_cloud_stops()
    {
        Aws.Deploy("f", ["mirror"]);
        var open = new TaskCompletionSource();
        Aws.RolesOpen = open.Task;
        var invocation = InvokeAsync("f", "{}");
        await UntilAsync(() => !Aws.Forms.IsEmpty, "the role was not assumed");

        var stopping = Cloud.DisposeAsync();
        using var response = await invocation;
        open.SetResult();
        await stopping;

        Assert.That((int)response.StatusCode, Is.EqualTo(500));
        Assert.That((string)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["message"]!, Does.Contain("is stopping"));
    }

    private static async Task<int> ProcessIn(string file)
    {
        await UntilAsync(() => File.Exists(file), "the function has not started");
        return int.Parse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture);
    }
}
