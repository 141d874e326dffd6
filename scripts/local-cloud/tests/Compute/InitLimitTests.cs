using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests an init phase that takes too long.</summary>
public sealed class InitLimitTests : ComputeFixture
{
    private protected override ComputeSettings Settings { get; } = new() { InitLimit = TimeSpan.FromMilliseconds(500) };

    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: 10 seconds, then with the function's timeout.
    [Test]
    public async Task An_init_phase_over_its_limit_is_run_again_within_the_functions_timeout()
    {
        var until = NewFile();
        Aws.Deploy("f", ["start_late", until], timeout: 60);

        var answer = AnswerAsync("f");
        await Aws.LoggedAsync("Phase: init\tStatus: timeout");
        await File.WriteAllTextAsync(until, "");

        Assert.That(await answer, Is.EqualTo("\"served\""));
    }

    [Test]
    public async Task An_init_phase_that_never_ends_costs_the_event_its_timeout()
    {
        Aws.Deploy("f", ["start_late", NewFile()], timeout: 1);

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Sandbox.Timedout", "Task timed out after 1.00 seconds");
        await Aws.LoggedAsync("Phase: invoke\tStatus: timeout");
    }
}
