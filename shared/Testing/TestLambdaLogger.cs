using System.Collections.Concurrent;
using Amazon.Lambda.Core;

namespace Quickchange.Testing;

/// <summary>A log in memory, which several threads may write to.</summary>
public sealed class TestLambdaLogger : ILambdaLogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    /// <summary>
    /// What was logged, oldest first. A line is the message, after its level if it has one, and before its arguments: as in
    /// <c>Warning {count} coins left 3</c>. An exception is a line of its own.
    /// </summary>
    public IReadOnlyList<string> Lines => [.. _lines];

    public void Log(string message) => _lines.Enqueue(message);

    public void LogLine(string message) => _lines.Enqueue(message);

    public void Log(string level, string message) => _lines.Enqueue($"{level} {message}");

    public void Log(string level, string message, params object[] args) =>
        _lines.Enqueue(string.Join(' ', [level, message, .. args]));
}
