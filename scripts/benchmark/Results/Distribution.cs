namespace Quickchange.Benchmark.Results;

/// <summary>The distribution of samples: the median, and the 10th and 90th percentiles.</summary>
public readonly record struct Distribution(double P10, double Median, double P90);
