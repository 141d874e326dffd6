using Quickchange.LocalCloud.Tests.Functions;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the init phase, and its second try in the first invocation.</summary>
public sealed class InitTests : ComputeFixture
{
    [Test]
    public async Task An_initialization_that_fails_is_the_callers_error()
    {
        Aws.Deploy("f", ["report_and_exit", """{"errorType":"Runtime.NoConfig","errorMessage":"no configuration"}"""]);

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.NoConfig", "no configuration");
    }

    [Test]
    public async Task A_process_that_ends_before_its_first_event_is_an_exit_error()
    {
        Aws.Deploy("f", FunctionZip.OfFile("#!/bin/sh\nexit 5\n"));

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.ExitError", "exit status 5");
        await Aws.LoggedAsync("Phase: init\tStatus: error\tError Type: Runtime.ExitError");
        await Aws.LoggedAsync("Phase: invoke\tStatus: error\tError Type: Runtime.ExitError");
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html: Lambda runs a failed init phase again.
    [Test]
    public async Task An_init_phase_that_fails_once_and_then_succeeds_serves_the_event()
    {
        var once = NewFile();
        Aws.Deploy("f", ["fail_once", once]);

        var answer = await AnswerAsync("f");

        Assert.That(answer, Is.EqualTo("\"served\""));
        await Aws.LoggedAsync("Phase: init\tStatus: error\tError Type: Runtime.ExitError");
    }

    [TestCase("Runtime.NoConfig", "Runtime.NoConfig")]
    [TestCase("Function.BadConfig", "Function.BadConfig")]
    [TestCase("my own words", "Runtime.Unknown")]
    public async Task The_error_type_that_a_runtime_reports_is_in_the_INIT_REPORT_line(string reported, string logged)
    {
        Aws.Deploy("f", ["report_and_exit", "{}", reported]);

        await AnswerAsync("f");

        await Aws.LoggedAsync($"Phase: invoke\tStatus: error\tError Type: {logged}");
    }

    [Test]
    public async Task A_warm_start_reports_no_Init_Duration()
    {
        Aws.Deploy("f", ["say", "1"]);

        var cold = await TailAsync("f");
        var warm = await TailAsync("f");

        Assert.That(cold, Does.Contain("Init Duration"));
        Assert.That(warm, Does.Not.Contain("Init Duration"));
    }
}
