using Amazon.Lambda.Core;
using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>
/// The budget for all computations of a request, in steps of about a nanosecond, so that it is answered well before the
/// function's timeout.
/// </summary>
internal static class RequestBudget
{
    /// <summary>
    /// A quarter of a second of a whole processor. Including the time to read a request of 6 MB and to write the response, no
    /// request costs more than 0.3 s. With the CPU share of 256 MB, a function responds in less than 2 s.
    /// </summary>
    public const long Most = 250_000_000;

    // Lambda allocates CPU power in proportion to a function's memory:
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    private const int MegabytesOfVcpu = 1769;

    private const long StepsPerSecond = 1_000_000_000;

    // Computations allocate at most a quarter of a byte per step; the rest is for the request and the response.
    private const long StepsPerMegabyte = 1_000_000;

    /// <summary>
    /// <see cref="Most"/>, or less if the function has less than 250 MB of memory, or if half of the remaining time, multiplied by
    /// the CPU share for its memory, is less: at 256 MB, with a timeout of up to 3 s.
    /// </summary>
    /// <remarks>
    /// A request must have the same budget each time it is sent, so the remaining time is rounded up to whole seconds: when an
    /// invocation begins, it is the function's timeout except for a few milliseconds.
    /// </remarks>
    /// <param name="context">The context. Its memory is 0 if it is unknown; then the CPU share is not considered.</param>
    public static StepBudget Of(ILambdaContext context)
    {
        var megabytes = context.MemoryLimitInMB is > 0 and < MegabytesOfVcpu ? context.MemoryLimitInMB : MegabytesOfVcpu;
        var seconds = (Int128)Math.Ceiling(context.RemainingTime.TotalSeconds);
        var inTime = seconds * StepsPerSecond / 2 * megabytes / MegabytesOfVcpu;
        return new((long)Int128.Clamp(Int128.Min(inTime, megabytes * StepsPerMegabyte), 0, Most));
    }
}
