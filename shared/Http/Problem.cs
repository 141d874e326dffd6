using System.Text.Json;

namespace Quickchange.Http;

/// <summary>Why a request was not served (<see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see>).</summary>
/// <remarks>A function whose problems have members of their own derives from it.</remarks>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and what to send instead.</param>
public record Problem(int Status, string Detail)
{
    /// <summary>about:blank: the status says it all.</summary>
    public string Type { get; } = "about:blank";

    /// <summary>The status in words (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-15">RFC 9110</see>).</summary>
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
        _ => throw new InvalidOperationException($"There is no title for the status {Status}. Add it to shared/Http/Problem.cs."),
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

    /// <summary>Writes the members of a derived problem, which come last.</summary>
    protected virtual void WriteMembers(Utf8JsonWriter writer)
    {
    }
}
