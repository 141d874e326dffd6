using System.Net;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the limits of concurrent invocations.</summary>
public sealed class ConcurrencyTests : ComputeFixture
{
    private protected override ComputeSettings Settings { get; } = Patient with { AccountConcurrency = 3 };

    [Test]
    public async Task Beyond_the_reserved_concurrency_events_are_throttled()
    {
        Aws.Deploy("f", ["meet"], reserved: 1);
        var until = Path.Combine(Folder, Guid.NewGuid().ToString());
        var payload = new JsonObject { ["theirs"] = until }.ToJsonString();

        Task<HttpResponseMessage>[] both = [InvokeAsync("f", payload), InvokeAsync("f", payload)];
        // One of them waits for the file, so the other one ends first.
        var ended = await Task.WhenAny(both);
        using var throttled = await ended;
        await File.WriteAllTextAsync(until, "");
        using var answered = await both.Single(invocation => invocation != ended);

        Assert.That(throttled.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await throttled.Content.ReadAsStringAsync(), Does.Contain("\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\""));
        Assert.That(throttled.Headers.GetValues("X-Amzn-ErrorType"), Is.EqualTo(new[] { "TooManyRequestsException" }));
        Assert.That(answered.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html: the account's concurrency is 3 here.
    [Test]
    public async Task What_one_function_reserves_the_others_do_not_have()
    {
        var (started, until) = (NewFile(), NewFile());
        string[] wait = ["wait_for_file", started, until];
        Aws.Deploy("reserving", wait, reserved: 2);
        Aws.Deploy("a", wait);
        Aws.Deploy("b", wait);

        var reserving = InvokeAsync("reserving", "{}");
        await UntilAsync(() => File.Exists(started), "the function with a reservation has not started");
        Task<HttpResponseMessage>[] sharing = [InvokeAsync("a", "{}"), InvokeAsync("b", "{}")];
        using var throttled = await await Task.WhenAny(sharing);
        await File.WriteAllTextAsync(until, "");

        Assert.That(throttled.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await throttled.Content.ReadAsStringAsync(), Does.Contain("\"Reason\":\"ConcurrentInvocationLimitExceeded\""));
        Assert.That((await reserving).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Many_invocations_at_once_are_all_answered()
    {
        Aws.Deploy("f", ["mirror"], reserved: 200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => AnswerAsync("f", $"{number}")));

        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 200).Select(number => $"{number}")));
    }
}
