namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the responses to a runtime's invalid calls.</summary>
public sealed class RuntimeApiTests : ComputeFixture
{
    [Test]
    public async Task The_Runtime_API_refuses_what_does_not_fit()
    {
        Aws.Deploy("f", ["answer_too_often"]);

        using var response = await InvokeAsync("f", "{}");

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("1"), "the first answer counts");
        await Aws.LoggedAsync("codes [400, 202, 403, 403, 403]");
    }

    [Test]
    public async Task A_response_that_is_too_large_is_an_error_and_the_environment_lives()
    {
        Aws.Deploy("f", ["repeat"]);

        using var large = await InvokeAsync("f", """{"size":6291557}""");
        using var next = await InvokeAsync("f", """{"size":1}""");

        await IsErrorAsync(large, "Function.ResponseSizeTooLarge", "6291556 bytes");
        Assert.That(await next.Content.ReadAsStringAsync(), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_streamed_response_is_refused_and_can_be_sent_whole()
    {
        Aws.Deploy("f", ["stream"]);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("400"));
    }

    [Test]
    public async Task Extensions_are_refused_by_name()
    {
        Aws.Deploy("f", ["register_extension"]);

        Assert.That(await AnswerAsync("f"), Does.Contain("not extensions and telemetry"));
    }

    [Test]
    public async Task Two_waiting_nexts_get_one_event_each()
    {
        Aws.Deploy("f", ["mirror_in_two_threads"]);

        Assert.That(await AnswerAsync("f", "1"), Is.EqualTo("1"));
        Assert.That(await AnswerAsync("f", "2"), Is.EqualTo("2"));
        Assert.That(await AnswerAsync("f", "3"), Is.EqualTo("3"));
    }

    [Test]
    public async Task An_error_may_have_a_header_of_a_megabyte()
    {
        Aws.Deploy("f", ["report_large_cause"]);

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Big", "cause");
        await Aws.LoggedAsync("code 202");
    }
}
