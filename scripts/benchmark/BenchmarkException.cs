namespace Quickchange.Benchmark;

/// <summary>The run can't continue. The message gives the reason and a remedy.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
