using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>
/// Invokes the target of a schedule at its time, and retries if that fails. A function counts as invoked when its event is
/// accepted; the rest is the responsibility of
/// <see cref="AsyncInvocations">asynchronous invocations</see>.
/// </summary>
internal sealed class Delivery(StartInvocation start, QueueSender queues, TimeProvider clock)
{
    // AWS documents only that the waits grow.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(10);

    public async Task RunAsync(Schedule schedule, DateTimeOffset time, CancellationToken stopped)
    {
        var target = schedule.Target;
        var begun = clock.GetUtcNow();
        var wait = FirstRetry;
        for (var number = 1; ; number++)
        {
            var attempt = new Attempt(schedule, time, number);
            try
            {
                await SendAsync(target, attempt.Input);
                return;
            }
            catch (Exception exception)
            {
                stopped.ThrowIfCancellationRequested();
                var exhausted = number > target.MaximumRetryAttempts ? "MaximumRetryAttempts"
                    : clock.GetUtcNow() + wait - begun > target.MaximumEventAge ? "MaximumEventAgeInSeconds"
                    : null;
                if (exhausted is not null || !IsTransient(exception))
                {
                    await GiveUpAsync(attempt, exception, exhausted);
                    return;
                }
            }

            await Task.Delay(wait, clock, stopped);
            wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry;
        }
    }

    private Task SendAsync(ScheduleTarget target, string input)
    {
        if (QueueArn.IsQueue(target.Arn))
        {
            return queues.SendAsync(target.Arn, input, group: target.MessageGroupId);
        }

        var payload = Encoding.UTF8.GetBytes(input);
        return JsonText.ProblemOf(payload) is { } problem ? throw new JsonException(problem) : start(target.Arn, payload);
    }

    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html
    private async Task GiveUpAsync(Attempt attempt, Exception exception, string? exhausted)
    {
        var target = attempt.Schedule.Target;
        var said = $"The schedule {attempt.Schedule.Arn} could not invoke {target.Arn}: {exception.Message}";
        try
        {
            if (target.DeadLetterQueue is { } queue)
            {
                await queues.SendAsync(queue, attempt.Input, AttributesOf(attempt, exception, exhausted));
                return;
            }
        }
        catch (Exception failed)
        {
            said += $" Its dead-letter queue could not receive the event either: {failed.Message}";
        }

        await Console.Error.WriteLineAsync(said);
    }

    private static IEnumerable<MessageAttribute> AttributesOf(Attempt attempt, Exception exception, string? exhausted)
    {
        yield return new("ERROR_CODE", CodeOf(exception));
        yield return new("ERROR_MESSAGE", exception.Message);
        yield return new("EXECUTION_ID", attempt.ExecutionId);
        if (exhausted is not null)
        {
            yield return new("EXHAUSTED_RETRY_CONDITION", exhausted);
        }

        yield return new("IS_PAYLOAD_TRUNCATED", "false");
        yield return new("RETRY_ATTEMPTS", (attempt.Number - 1).ToString(CultureInfo.InvariantCulture));
        yield return new("SCHEDULED_TIME", attempt.ScheduledTime);
        yield return new("SCHEDULE_ARN", attempt.Schedule.Arn);
        yield return new("TARGET_ARN", attempt.Schedule.Target.Arn);
    }

    private static bool IsTransient(Exception exception) =>
        exception is not FunctionNotFoundException and not JsonException and not AwsException { Status: < HttpStatusCode.InternalServerError };

    // The error codes of Lambda's Invoke and of SQS.
    private static string CodeOf(Exception exception) => exception switch
    {
        FunctionNotFoundException => "ResourceNotFoundException",
        JsonException => "InvalidRequestContentException",
        AwsException missing when missing.Message.Contains("QueueDoesNotExist", StringComparison.Ordinal) => "AWS.SimpleQueueService.NonExistentQueue",
        _ => "ServiceException",
    };
}
