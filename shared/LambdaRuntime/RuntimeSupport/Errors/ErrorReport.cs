using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.RuntimeSupport.Errors;

/// <summary>An exception in the format that Lambda expects.</summary>
internal sealed class ErrorReport
{
    // The Runtime API accepts an error of 6 MB, but callers receive 256 KB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const int LargestText = 64 * 1024;

    // Less than 1 MiB, or the Runtime API drops it.
    private const int LargestCause = 512 * 1024;

    private const int DeepestCause = 20;

    private ErrorReport(Exception exception) => Exception = exception;

    /// <summary>The exception without wrappers.</summary>
    public Exception Exception { get; }

    /// <summary>A category and a reason, in the form <c>Function.InvalidOperationException</c>.</summary>
    public string Type => $"Function.{Letters(Exception.GetType().Name)}";

    /// <summary>The whole header line, for X-Ray.</summary>
    public string XRayCauseHeader
    {
        get
        {
            var cause = Write(WriteXRayCause);
            return cause.Length <= LargestCause
                ? $"Lambda-Runtime-Function-XRay-Error-Cause: {Encoding.UTF8.GetString(cause)}\r\n"
                : "";
        }
    }

    /// <summary>Unwraps an exception that a task or reflection has wrapped.</summary>
    public static ErrorReport Of(Exception exception)
    {
        while (exception is AggregateException { InnerExceptions: [var only] })
        {
            exception = only;
        }

        return new(exception);
    }

    public byte[] ToJson() => Write(writer => WriteError(writer, Exception, 0));

    private static void WriteError(Utf8JsonWriter writer, Exception exception, int depth)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType"u8, exception.GetType().Name);
        writer.WriteString("errorMessage"u8, Limit(exception.Message));
        writer.WriteStartArray("stackTrace"u8);
        foreach (var frame in StackTraceText.FramesOf(exception))
        {
            writer.WriteStringValue(frame);
        }

        writer.WriteEndArray();
        if (depth < DeepestCause)
        {
            if (exception is AggregateException several)
            {
                writer.WriteStartArray("causes"u8);
                foreach (var inner in several.InnerExceptions)
                {
                    WriteError(writer, inner, depth + 1);
                }

                writer.WriteEndArray();
            }
            else if (exception.InnerException is { } inner)
            {
                writer.WritePropertyName("cause"u8);
                WriteError(writer, inner, depth + 1);
            }
        }

        writer.WriteEndObject();
    }

    // https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
    private void WriteXRayCause(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("working_directory"u8, Environment.CurrentDirectory);
        writer.WriteStartArray("exceptions"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, Exception.GetType().Name);
        writer.WriteString("message"u8, Limit(Exception.Message));
        writer.WriteStartArray("stack"u8);
        foreach (var frame in StackTraceText.FramesOf(Exception))
        {
            var (label, path, line) = StackTraceText.Split(frame);
            writer.WriteStartObject();
            writer.WriteString("label"u8, label);
            writer.WriteString("path"u8, path);
            writer.WriteNumber("line"u8, line);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("paths"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = MinimalJsonEncoder.Instance }))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static string Limit(string text) => text.Length <= LargestText ? text : $"{text.AsSpan(0, LargestText)}…";

    // Lambda accepts (Runtime|Function)\.[A-Z][a-zA-Z]+ and records everything else as Unknown.
    private static string Letters(string name)
    {
        var letters = string.Concat(name.Where(char.IsAsciiLetter));
        return letters.Length < 2 ? "UnhandledException" : char.ToUpperInvariant(letters[0]) + letters[1..];
    }
}
