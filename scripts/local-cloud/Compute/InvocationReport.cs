using System.Globalization;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The figures of an invocation. Memory is in MB; the init duration is null unless it was a cold start; the failure is null unless
/// the invocation failed.
/// </summary>
internal sealed record InvocationReport(
    string RequestId, TimeSpan Duration, TimeSpan? InitDuration, int MemorySize, int MemoryUsed, Failure? Failure)
{
    public override string ToString()
    {
        // Since August 2025, the init phase is billed for every function.
        var billed = Math.Ceiling((Duration + (InitDuration ?? TimeSpan.Zero)).TotalMilliseconds);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"REPORT RequestId: {RequestId}\tDuration: {Duration.TotalMilliseconds:0.00} ms\tBilled Duration: {billed:0} ms\tMemory Size: {MemorySize} MB\tMax Memory Used: {MemoryUsed} MB\t");
        if (InitDuration is { } init)
        {
            line += string.Create(CultureInfo.InvariantCulture, $"Init Duration: {init.TotalMilliseconds:0.00} ms\t");
        }

        return line + Failure?.Status;
    }
}
