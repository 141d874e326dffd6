namespace Quickchange.Benchmark.Results;

/// <summary>Consecutive invocations of one process.</summary>
/// <param name="Invocations">The number of measured invocations.</param>
/// <param name="ProcessorUs">The CPU time of an invocation, for each batch.</param>
/// <param name="SystemCalls">The system calls of an invocation; null if they can't be counted.</param>
/// <param name="AllocatedBytes">
/// The bytes that an invocation allocates on the managed heap; null if they can't be measured, for example without .NET.
/// </param>
/// <param name="PerSecond">The invocations per second in the median batch.</param>
/// <param name="MemoryGrowthMb">The growth of the resident memory over all measured invocations, in units of 10⁶ bytes.</param>
public sealed record WarmInvocations(
    int Invocations, IReadOnlyList<double> ProcessorUs, double? SystemCalls, double? AllocatedBytes, double PerSecond,
    double MemoryGrowthMb);
