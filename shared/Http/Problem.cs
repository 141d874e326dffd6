using System.Text.Json;

namespace Quickchange.Http;

/// <summary>A problem: the reason why a request was rejected (<see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see>).</summary>
/// <remarks>Derive from this type to add members.</remarks>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The mistake, and what to send instead.</param>
public record Problem(int Status, string Detail)
{
    /// <summary>about:blank, because the status is sufficient.</summary>
    public string Type { get; } = "about:blank";

    /// <summary>The reason phrase of the status (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110</see>).</summary>
    /// <exception cref="InvalidOperationException">No title is known for the status.</exception>
    public string Title => Status switch
    {
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        410 => "Gone",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        428 => "Precondition Required",
        429 => "Too Many Requests",
        503 => "Service Unavailable",
        _ => throw new InvalidOperationException($"The status {Status} has no title. Add it to shared/Http/Problem.cs."),
    };

    internal static void Write(Utf8JsonWriter writer, Problem problem)
    {
        writer.WriteStartObject();
        writer.WriteString("type"u8, problem.Type);
        writer.WriteString("title"u8, problem.Title);
        writer.WriteNumber("status"u8, problem.Status);
        writer.WriteString("detail"u8, problem.Detail);
        problem.WriteMembers(writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes the members of a derived type, which come last.</summary>
    protected virtual void WriteMembers(Utf8JsonWriter writer)
    {
    }
}
