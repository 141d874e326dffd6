using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>
/// The log of the process: one write to standard output for each record, in the format of AWS_LAMBDA_LOG_FORMAT and with the
/// minimum level AWS_LAMBDA_LOG_LEVEL.
/// </summary>
internal sealed class LogWriter : ILambdaLogger
{
    private static readonly Lazy<LogWriter> Process =
        new(() => new(new(Environment.GetEnvironmentVariable), StandardOutput.Write));

    private readonly Func<LogRecord, byte[]> _format;
    private readonly LogLevel _lowest;
    private readonly Action<byte[]> _write;
    private readonly AsyncLocal<ILambdaContext?>? _contexts;
    private ILambdaContext? _context;

    public LogWriter(RuntimeEnvironment environment, Action<byte[]> write)
    {
        _format = environment.LogsJson ? JsonLogFormat.Format : TextLogFormat.Format;
        _lowest = LogLevels.Parse(environment.LogLevel);
        _write = write;
        _contexts = environment.MaxConcurrency > 1 ? new() : null;
    }

    /// <summary>The target of the static LambdaLogger.</summary>
    public static LogWriter Current => Process.Value;

    /// <summary>The invocation to which subsequent records belong.</summary>
    public ILambdaContext? Context
    {
        private get => _contexts is null ? _context : _contexts.Value;
        set
        {
            if (_contexts is null)
            {
                _context = value;
            }
            else
            {
                _contexts.Value = value;
            }
        }
    }

    public void Log(string message) => Write(LogLevel.Information, null, message, []);

    public void LogLine(string message) => Write(LogLevel.Information, null, message, []);

    public void Log(string level, string message) => Write(LogLevels.Parse(level), null, message, []);

    public void Log(string level, string message, params object[] args) =>
        Write(LogLevels.Parse(level), null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args) =>
        Write(LogLevels.Parse(level), exception, message, args);

    public void WriteError(string message, Exception? exception = null) => Write(LogLevel.Error, exception, message, []);

    public void Write(LogLevel level, Exception? exception, string? message, object?[] arguments)
    {
        if (level >= _lowest)
        {
            _write(_format(new(DateTime.UtcNow, level, Context, new(message ?? "", arguments), exception)));
        }
    }
}
