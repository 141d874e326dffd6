using System.Text.Json;

namespace Quickchange.Pipeline;

/// <summary>An accepted row of an uploaded file: the message in the queue change-requests.</summary>
/// <param name="Id">The row's ID, which is the key of the result.</param>
/// <param name="Amount">The amount in the file: decimal text.</param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="File">The key of the file that contains the row.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
public sealed record QueuedRequest(string Id, string Amount, string Currency, string File, long Line)
{
    /// <summary>The maximum length of an ID, in characters: DynamoDB limits keys to 2,048 bytes, and SQS limits messages.</summary>
    public const int LongestId = 256;

    /// <exception cref="JsonException">The text is not a valid message; the exception's message gives the reason.</exception>
    public static QueuedRequest Parse(string body)
    {
        var request = JsonSerializer.Deserialize(body, PipelineJsonContext.Default.QueuedRequest)
            ?? throw new JsonException("The message is null.");
        return request.Id.Length is > 0 and <= LongestId
            ? request
            : throw new JsonException($"The message's id must have 1 to {LongestId} characters.");
    }

    public override string ToString() => JsonSerializer.Serialize(this, PipelineJsonContext.Default.QueuedRequest);
}
