using System.Globalization;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The result of an asynchronous invocation, as sent to destinations and dead-letter queues
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">records of
/// asynchronous invocations</see>).
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Condition">Success, or the reason why there are no more retries.</param>
/// <param name="Tries">How many times the function was run.</param>
internal sealed record AsyncOutcome(AsyncEvent Event, string Condition, int Tries)
{
    private const string Success = "Success";
    private const int LongestErrorMessage = 1024;

    /// <summary>The result of the last try; null if the function was not run.</summary>
    public InvocationResult? Result { get; private init; }

    /// <summary>The version that answered.</summary>
    public string ExecutedVersion { get; private init; } = "";

    /// <summary>The status of the last try: 200 if the function was run, whatever its result.</summary>
    public int Status { get; private init; } = 200;

    /// <summary>The error that the function reported, or the reason why it was not run.</summary>
    public string ErrorMessage { get; private init; } = "";

    public bool Succeeded => Condition == Success;

    public static AsyncOutcome Answered(AsyncEvent accepted, int tries, string version, InvocationResult result) =>
        new(accepted, result.Error is null ? Success : "RetriesExhausted", tries)
        {
            Result = result,
            ExecutedVersion = version,
            ErrorMessage = (JsonText.Read(result.Payload) as JsonObject)?["errorMessage"]?.ToString() ?? "",
        };

    public static AsyncOutcome NotRun(AsyncEvent accepted, int tries, string condition, int status, string reason) =>
        new(accepted, condition, tries) { Status = status, ErrorMessage = reason };

    /// <summary>The record for a destination: JSON.</summary>
    public string ToRecord()
    {
        var record = new JsonObject
        {
            ["version"] = "1.0",
            ["timestamp"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["requestContext"] = new JsonObject
            {
                ["requestId"] = Event.RequestId,
                ["functionArn"] = $"{Event.Function.Arn}:{Event.Function.Qualifier ?? "$LATEST"}",
                ["condition"] = Condition,
                ["approximateInvokeCount"] = Tries,
            },
            ["requestPayload"] = JsonText.Read(Event.Payload),
        };
        if (Result is { } result)
        {
            var context = new JsonObject { ["statusCode"] = Status, ["executedVersion"] = ExecutedVersion };
            if (result.Error is { } error)
            {
                context["functionError"] = error;
            }

            record["responseContext"] = context;
            record["responsePayload"] = JsonText.Read(result.Payload);
        }

        return record.ToJsonString();
    }

    /// <summary>The message attributes of the event in a dead-letter queue.</summary>
    public IEnumerable<MessageAttribute> ToDeadLetterAttributes()
    {
        yield return new("RequestID", Event.RequestId);
        yield return new("ErrorCode", Status.ToString(CultureInfo.InvariantCulture), "Number");
        if (ErrorMessage.Length > 0)
        {
            yield return new("ErrorMessage", ErrorMessage.Length > LongestErrorMessage ? ErrorMessage[..LongestErrorMessage] : ErrorMessage);
        }
    }
}
