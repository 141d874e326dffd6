namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests invocations that end without the function's own response.</summary>
public sealed class FailureTests : ComputeFixture
{
    [Test]
    public async Task A_function_that_takes_too_long_is_killed_and_the_next_event_is_answered()
    {
        Aws.Deploy("f", ["wait"], timeout: 5);

        using var slow = await InvokeAsync("f", """{"s":60}""");
        using var next = await InvokeAsync("f", """{"s":0}""");

        await IsErrorAsync(slow, "Sandbox.Timedout", "Task timed out after 5.00 seconds");
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("\"done\""));
        await Aws.LoggedAsync("Task timed out after 5.00 seconds");
        await Aws.LoggedAsync("\tStatus: timeout");
    }

    [TestCase("SIGKILL", "Runtime exited with error: signal: killed")]
    [TestCase("SIGSEGV", "Runtime exited with error: signal: segmentation fault")]
    [TestCase("SIGABRT", "Runtime exited with error: signal: aborted")]
    [TestCase("3", "Runtime exited with error: exit status 3")]
    [TestCase("0", "Runtime exited without providing a reason")]
    public async Task A_process_that_ends_in_mid_event_costs_that_event(string end, string message)
    {
        Aws.Deploy("f", ["end_if_told", end]);

        using var ended = await InvokeAsync("f", """{"end":true}""");
        using var next = await InvokeAsync("f", "{}");

        await IsErrorAsync(ended, "Runtime.ExitError", message);
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("\"alive\""));
    }

    [Test]
    public async Task A_process_that_ends_between_two_events_costs_none()
    {
        Aws.Deploy("f", ["show_process"]);
        using var first = await InvokeAsync("f", "{}");
        using (var process = System.Diagnostics.Process.GetProcessById(
            int.Parse(await first.Content.ReadAsStringAsync(), System.Globalization.CultureInfo.InvariantCulture)))
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        using var second = await InvokeAsync("f", "{}");

        Assert.That(second.Headers.Contains("X-Amz-Function-Error"), Is.False);
    }

    [Test]
    public async Task An_error_that_the_function_reports_is_handed_on_and_its_environment_lives()
    {
        Aws.Deploy("f", ["fail_if_told"]);

        using var before = await InvokeAsync("f", "{}");
        using var failed = await InvokeAsync("f", """{"fail":true}""");
        using var after = await InvokeAsync("f", "{}");

        await IsErrorAsync(failed, "ValueError", "no");
        Assert.That(await after.Content.ReadAsStringAsync(), Is.EqualTo(await before.Content.ReadAsStringAsync()));
    }

    [Test]
    public async Task A_function_that_uses_more_than_its_memory_is_killed()
    {
        Aws.Deploy("f", ["take_memory"], memory: 128);

        using var killed = await InvokeAsync("f", """{"mb":300,"s":600}""");
        using var next = await InvokeAsync("f", """{"mb":1,"s":0}""");

        await IsErrorAsync(killed, "Runtime.OutOfMemory", "Runtime exited with error: signal: killed");
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("\"1 MB\""));
        await Aws.LoggedAsync("Memory Size: 128 MB\tMax Memory Used: 128 MB\t");
        await Aws.LoggedAsync("Status: error\tError Type: Runtime.OutOfMemory");
    }

    [Test]
    public async Task The_memory_of_a_functions_children_counts()
    {
        Aws.Deploy("f", ["take_memory_in_a_child"], memory: 128);

        using var killed = await InvokeAsync("f", "{}");

        await IsErrorAsync(killed, "Runtime.OutOfMemory", "signal: killed");
    }

    [Test]
    public async Task Address_space_that_is_only_reserved_is_no_memory_used()
    {
        Aws.Deploy("f", ["reserve_addresses"], memory: 128);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"8 GB\""));
    }
}
