using System.Collections.Concurrent;
using Amazon.Lambda.Core;

namespace Quickchange.Testing;

/// <summary>A log in memory. Thread-safe.</summary>
public sealed class TestLambdaLogger : ILambdaLogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>
    /// The logged lines, oldest first. A line consists of the level, if any, the message and the arguments, such as
    /// <c>Warning {count} coins left 3</c>. An exception is a separate line.
    /// </summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public void Log(string message) => _lines.Enqueue(message);

    public void LogLine(string message) => _lines.Enqueue(message);

    public void Log(string level, string message) => _lines.Enqueue($"{level} {message}");

    public void Log(string level, string message, params object[] args) =>
        _lines.Enqueue(string.Join(' ', [level, message, .. args]));
}
