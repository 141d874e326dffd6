namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>
/// Tests the results of asynchronous invocations
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">records</see>).
/// </summary>
public sealed class DestinationTests : AsyncFixture
{
    [Test]
    public async Task An_event_that_fails_three_times_under_one_request_id_goes_to_the_dead_letter_queue()
    {
        Aws.Deploy("f", Fails, deadLetters: QueueArn("failures"));

        var id = await StartAsync("f", """{"order": 1}""");

        var message = await MessageInAsync("failures");
        var attributes = message["MessageAttributes"]!;
        Assert.That((string)message["Body"]!, Is.EqualTo("""{"order": 1}"""));
        Assert.That((string)attributes["RequestID"]!["StringValue"]!, Is.EqualTo(id));
        Assert.That((string)attributes["ErrorCode"]!["StringValue"]!, Is.EqualTo("200"));
        Assert.That((string)attributes["ErrorCode"]!["DataType"]!, Is.EqualTo("Number"));
        Assert.That((string)attributes["ErrorMessage"]!["StringValue"]!, Is.EqualTo("again"));
        await UntilAsync(() => Aws.Logged.Count(line => line == $"START RequestId: {id} Version: 7") == 3, "there are not three tries of one id");
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
    [Test]
    public async Task An_event_that_is_throttled_waits_until_there_is_room()
    {
        var (started, until) = (NewFile(), NewFile());
        Aws.Deploy("f", ["wait_for_file", started, until], reserved: 1);
        var running = AnswerAsync("f", "1");
        await UntilAsync(() => File.Exists(started), "the first event has not started");

        await StartAsync("f", "2");
        await File.WriteAllTextAsync(until, "");
        await running;

        await Aws.LoggedAsync("ran 2");
    }

    [Test]
    public async Task A_failure_is_recorded_at_its_destination_after_as_many_tries_as_are_configured()
    {
        Aws.Deploy("f", Fails);
        Configure("f:live", retries: 1, onFailure: QueueArn("failures"));

        var id = await StartAsync("f?Qualifier=live", """{"order":1}""");

        var record = await RecordInAsync("failures");
        Assert.That((string)record["version"]!, Is.EqualTo("1.0"));
        Assert.That((string)record["timestamp"]!, Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        Assert.That(record["requestContext"]!.ToJsonString(), Is.EqualTo(
            $$"""{"requestId":"{{id}}","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:f:live","condition":"RetriesExhausted","approximateInvokeCount":2}"""));
        Assert.That(record["requestPayload"]!.ToJsonString(), Is.EqualTo("""{"order":1}"""));
        Assert.That(record["responseContext"]!.ToJsonString(), Is.EqualTo("""{"statusCode":200,"executedVersion":"7","functionError":"Unhandled"}"""));
        Assert.That(record["responsePayload"]!.ToJsonString(), Is.EqualTo("""{"errorType":"ValueError","errorMessage":"again"}"""));
    }

    [Test]
    public async Task Without_retries_an_event_is_tried_once()
    {
        Aws.Deploy("f", Fails);
        Configure("f", retries: 0, onFailure: QueueArn("failures"));

        await StartAsync("f");

        var record = await RecordInAsync("failures");
        Assert.That((int)record["requestContext"]!["approximateInvokeCount"]!, Is.EqualTo(1));
        Assert.That((string)record["requestContext"]!["functionArn"]!, Does.EndWith(":f:$LATEST"));
    }

    [Test]
    public async Task A_success_is_recorded_at_its_destination()
    {
        Aws.Deploy("f", ["say", "no JSON"]);
        Configure("f", onSuccess: QueueArn("successes"));

        await StartAsync("f");

        var record = await RecordInAsync("successes");
        Assert.That((string)record["requestContext"]!["condition"]!, Is.EqualTo("Success"));
        Assert.That(record["responseContext"]!.ToJsonString(), Is.EqualTo("""{"statusCode":200,"executedVersion":"7"}"""));
        Assert.That((string)record["responsePayload"]!, Is.EqualTo("no JSON"));
    }

    [Test]
    public async Task A_destination_may_be_a_function()
    {
        Aws.Deploy("f", Fails);
        Aws.Deploy("g", ["log_condition"]);
        Configure("f", retries: 0, onFailure: "arn:aws:lambda:us-east-1:123456789012:function:g:live");

        await StartAsync("f");

        await Aws.LoggedAsync("told of RetriesExhausted");
    }

    [Test]
    public async Task A_function_whose_reserved_concurrency_is_0_gets_no_event_and_none_is_tried_again()
    {
        Aws.Deploy("f", Fails, reserved: 0, deadLetters: QueueArn("dead"));
        Configure("f", retries: 2, onFailure: QueueArn("failures"));

        await StartAsync("f");

        var record = await RecordInAsync("failures");
        var dead = await MessageInAsync("dead");
        Assert.That((string)record["requestContext"]!["condition"]!, Is.EqualTo("ZeroReservedConcurrency"));
        Assert.That((int)record["requestContext"]!["approximateInvokeCount"]!, Is.Zero);
        Assert.That(record["responseContext"], Is.Null);
        Assert.That((string)dead["MessageAttributes"]!["ErrorCode"]!["StringValue"]!, Is.EqualTo("429"));
        Assert.That(Tries, Is.Zero);
    }
}
