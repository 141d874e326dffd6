using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.Core;

/// <summary>Logs without a context. A message that is logged during an invocation contains its request ID.</summary>
public static class LambdaLogger
{
    public static void Log(string message) => LogWriter.Current.Write(LogLevel.Information, null, message, []);

    public static void Log(string level, string message, params object[] args) =>
        LogWriter.Current.Write(LogLevels.Parse(level), null, message, args);

    public static void Log(LogLevel level, string message, params object[] args) =>
        LogWriter.Current.Write(level, null, message, args);

    public static void Log(string level, Exception exception, string message, params object[] args) =>
        LogWriter.Current.Write(LogLevels.Parse(level), exception, message, args);

    public static void Log(LogLevel level, Exception exception, string message, params object[] args) =>
        LogWriter.Current.Write(level, exception, message, args);
}
