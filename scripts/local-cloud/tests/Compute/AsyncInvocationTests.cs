using System.Net;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Invocations whose caller does not wait.</summary>
public sealed class AsyncInvocationTests : ComputeFixture
{
    [Test]
    public async Task An_asynchronous_invocation_that_fails_is_tried_three_times()
    {
        var count = Path.Combine(Folder, Guid.NewGuid().ToString());
        Aws.Deploy("f", ["count_and_fail"]);

        using var accepted = await InvokeAsync(
            "f", new JsonObject { ["count"] = count }.ToJsonString(), ("X-Amz-Invocation-Type", "Event"));

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        await Aws.LoggedAsync("attempt 3");
    }

    [Test]
    public async Task All_tries_of_an_event_have_the_request_id_that_the_caller_got()
    {
        Aws.Deploy("f", ["fail", "again"]);

        using var accepted = await InvokeAsync("f", "{}", ("X-Amz-Invocation-Type", "Event"));

        var start = $"START RequestId: {accepted.Headers.GetValues("X-Amzn-RequestId").Single()} Version: 7";
        await UntilAsync(() => Aws.Logged.Count(line => line == start) == 3, "there are not three tries of one id");
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
    [Test]
    public async Task An_event_that_is_throttled_waits_until_there_is_room()
    {
        var (started, until) = (NewFile(), NewFile());
        Aws.Deploy("f", ["wait_for_file", started, until], reserved: 1);
        var running = AnswerAsync("f", "1");
        await UntilAsync(() => File.Exists(started), "the first event has not started");

        using var accepted = await InvokeAsync("f", "2", ("X-Amz-Invocation-Type", "Event"));
        await File.WriteAllTextAsync(until, "");
        await running;

        Assert.That((int)accepted.StatusCode, Is.EqualTo(202));
        await Aws.LoggedAsync("ran 2");
    }
}
