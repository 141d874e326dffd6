namespace Quickchange.LocalCloud.Compute;

/// <summary>A line of a log.</summary>
/// <param name="Time">In milliseconds since 1970.</param>
/// <param name="Message">The text, without a line feed.</param>
internal readonly record struct LogLine(long Time, string Message)
{
    public static LogLine Now(string message) => new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), message);
}
