namespace Quickchange.Benchmark.Results;

/// <summary>Invocations of one process, one after another.</summary>
/// <param name="Invocations">How many were measured.</param>
/// <param name="ProcessorUs">Of each batch, what an invocation used of processors.</param>
/// <param name="SystemCalls">Of an invocation; null where they can't be counted.</param>
/// <param name="AllocatedBytes">Of an invocation on the managed heap; null where it can't be told, as without .NET.</param>
/// <param name="PerSecond">Invocations, of the median batch.</param>
/// <param name="MemoryGrowthMb">Of what is resident, over all that were measured, in units of 10⁶ bytes.</param>
public sealed record WarmInvocations(
    int Invocations, IReadOnlyList<double> ProcessorUs, double? SystemCalls, double? AllocatedBytes, double PerSecond,
    double MemoryGrowthMb);
