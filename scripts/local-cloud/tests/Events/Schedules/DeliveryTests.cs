using System.Net;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Events.Schedules;

/// <summary>Tests schedules whose target can't be invoked.</summary>
public sealed class DeliveryTests : ScheduleFixture
{
    private const string DeadLetters = "\"DeadLetterConfig\":{\"Arn\":\"arn:aws:sqs:us-east-1:123456789012:dead\"}";

    private static readonly (Exception Exception, string Code)[] NotThere =
    [
        (new FunctionNotFoundException(new("f", "live")), "ResourceNotFoundException"),
        (new AwsException(HttpStatusCode.BadRequest, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist"}"""), "AWS.SimpleQueueService.NonExistentQueue"),
    ];

    [Test]
    public async Task A_target_that_fails_is_invoked_again_with_the_time_that_was_meant()
    {
        Accept = FailUntil(3);
        Schedule("s", "at(2026-01-01T00:01:00)", target: """{"Input":"[\"<aws.scheduler.scheduled-time>\",<aws.scheduler.attempt-number>]"}""");

        await UntilAsync(() => Times.Length == 3);

        Assert.That(Inputs, Is.EqualTo(Enumerable.Range(1, 3).Select(number => $"[\"2026-01-01T00:01:00Z\",{number}]")));
    }

    [Test]
    public async Task What_failed_as_often_as_is_configured_goes_to_the_dead_letter_queue()
    {
        Accept = () => throw new InvalidOperationException("down");
        Schedule("s", "at(2026-01-01T00:01:00)", target: $$"""{"Input":"{\"a\":1}","RetryPolicy":{"MaximumRetryAttempts":2},{{DeadLetters}}}""");

        await UntilAsync(() => Aws.Sqs.In("dead").Count == 1);

        var message = Aws.Sqs.In("dead").Single();
        Assert.That((string)message["Body"]!, Is.EqualTo("""{"a":1}"""));
        Assert.That(Attribute(message, "EXECUTION_ID"), Does.Match("^[0-9a-f]{16}$"));
        Assert.That(Names(message).Except(["EXECUTION_ID"]).Select(name => $"{name}={Attribute(message, name)}"), Is.EqualTo(new[]
        {
            "ERROR_CODE=ServiceException",
            "ERROR_MESSAGE=down",
            "EXHAUSTED_RETRY_CONDITION=MaximumRetryAttempts",
            "IS_PAYLOAD_TRUNCATED=false",
            "RETRY_ATTEMPTS=2",
            "SCHEDULED_TIME=2026-01-01T00:01:00Z",
            "SCHEDULE_ARN=arn:aws:scheduler:us-east-1:123456789012:schedule/g/s",
            $"TARGET_ARN={FunctionArn}",
        }));
        Assert.That(Times, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task What_failed_for_as_long_as_is_configured_goes_to_the_dead_letter_queue()
    {
        Accept = () => throw new InvalidOperationException("down");
        Schedule("s", "at(2026-01-01T00:01:00)", target: $$"""{"RetryPolicy":{"MaximumEventAgeInSeconds":60},{{DeadLetters}}}""");

        await UntilAsync(() => Aws.Sqs.In("dead").Count == 1);

        Assert.That(Attribute(Aws.Sqs.In("dead").Single(), "EXHAUSTED_RETRY_CONDITION"), Is.EqualTo("MaximumEventAgeInSeconds"));
        // After 1, 3, 7, 15 and 31 seconds, at most: the next would be after 63.
        Assert.That(Times, Has.Length.InRange(2, 6));
    }

    [TestCaseSource(nameof(NotThere))]
    public async Task A_target_that_is_not_there_is_not_invoked_again((Exception Exception, string Code) missing)
    {
        Accept = () => throw missing.Exception;
        Schedule("s", "at(2026-01-01T00:01:00)", target: $$"""{{{DeadLetters}}}""");

        await UntilAsync(() => Aws.Sqs.In("dead").Count == 1);

        var message = Aws.Sqs.In("dead").Single();
        Assert.That(Attribute(message, "ERROR_CODE"), Is.EqualTo(missing.Code));
        Assert.That(Attribute(message, "RETRY_ATTEMPTS"), Is.EqualTo("0"));
        Assert.That(Names(message), Has.No.Member("EXHAUSTED_RETRY_CONDITION"));
    }

    [Test]
    public async Task An_input_that_is_no_JSON_does_not_reach_a_function()
    {
        Schedule("s", "at(2026-01-01T00:01:00)", target: $$"""{"Input":"no JSON",{{DeadLetters}}}""");

        await UntilAsync(() => Aws.Sqs.In("dead").Count == 1);

        Assert.That(Attribute(Aws.Sqs.In("dead").Single(), "ERROR_CODE"), Is.EqualTo("InvalidRequestContentException"));
        Assert.That(Times, Is.Empty);
    }

    private Action FailUntil(int count) => () =>
    {
        if (Times.Length < count)
        {
            throw new InvalidOperationException("down");
        }
    };

    private static string[] Names(JsonObject message) => [.. message["MessageAttributes"]!.AsObject().Select(attribute => attribute.Key)];

    private static string Attribute(JsonObject message, string name) => (string)message["MessageAttributes"]![name]!["StringValue"]!;
}
