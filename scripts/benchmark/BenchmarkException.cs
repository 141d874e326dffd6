namespace Quickchange.Benchmark;

/// <summary>The run can't go on; the message says why, and what to do.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
