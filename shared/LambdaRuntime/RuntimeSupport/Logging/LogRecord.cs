using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>An unformatted log record. Outside an invocation, Context is null.</summary>
internal readonly record struct LogRecord(
    DateTime Time, LogLevel Level, ILambdaContext? Context, LogMessage Message, Exception? Exception)
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
}
