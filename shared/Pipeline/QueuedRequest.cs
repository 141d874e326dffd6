using System.Text.Json;

namespace Quickchange.Pipeline;

/// <summary>One accepted row of an uploaded file: the message of the queue change-requests.</summary>
/// <param name="Id">The row's own id; a result is found by it.</param>
/// <param name="Amount">The amount as the file has it: decimal text.</param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="File">The key of the file that the row came from.</param>
/// <param name="Line">The line of the file that the row begins on, from 1.</param>
public sealed record QueuedRequest(string Id, string Amount, string Currency, string File, long Line)
{
    /// <summary>The longest id, in characters: a key of DynamoDB has 2048 bytes at most, a message body needs room too.</summary>
    public const int LongestId = 256;

    /// <exception cref="JsonException">The text is no such message; the exception's message says why.</exception>
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
