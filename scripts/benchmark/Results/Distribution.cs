namespace Quickchange.Benchmark.Results;

/// <summary>What is told of samples: the value that half of them are below, and those that a tenth are below and above.</summary>
public readonly record struct Distribution(double P10, double Median, double P90);
