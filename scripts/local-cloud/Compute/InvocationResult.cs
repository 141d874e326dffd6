using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The result of an invocation.</summary>
/// <param name="Payload">The function's response, or an error object.</param>
/// <param name="Error">Unhandled for an error in the function or its runtime; null for a response.</param>
internal sealed record InvocationResult(byte[] Payload, string? Error = null)
{
    /// <summary>The maximum size of a response, in bytes: 6 MB plus overhead.</summary>
    public const int LargestResponse = 6_291_556;

    public string RequestId { get; init; } = "";

    /// <summary>The failure that the function didn't report itself; null if there is none.</summary>
    public Failure? Failure { get; init; }

    /// <summary>The end of the invocation's log, for callers that request it.</summary>
    public string LogTail { get; init; } = "";

    /// <summary>Lambda's own error, for failures that the function can't report itself.</summary>
    public static InvocationResult Failed(string type, string message) => new(
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["errorType"] = type, ["errorMessage"] = message }), "Unhandled");

    public static InvocationResult TooLarge => Failed(
        "Function.ResponseSizeTooLarge",
        $"Response payload size exceeded maximum allowed payload size ({LargestResponse} bytes).");
}
