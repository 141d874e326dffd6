using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Compute;

/// <summary>How an invocation ended.</summary>
/// <param name="Payload">The function's response, or an error object.</param>
/// <param name="Error">Unhandled for an error of the function or of its runtime; null for a response.</param>
internal sealed record InvocationResult(byte[] Payload, string? Error = null)
{
    /// <summary>The largest response, in bytes: 6 MB and what is added to it.</summary>
    public const int LargestResponse = 6_291_556;

    public string RequestId { get; init; } = "";

    /// <summary>The end of the invocation's log, for who asked for it.</summary>
    public string LogTail { get; init; } = "";

    /// <summary>Lambda's own error, for what the function can't report itself.</summary>
    public static InvocationResult Failed(string type, string message) => new(
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["errorType"] = type, ["errorMessage"] = message }), "Unhandled");

    public static InvocationResult TooLarge => Failed(
        "Function.ResponseSizeTooLarge",
        $"Response payload size exceeded maximum allowed payload size ({LargestResponse} bytes).");
}
