using Amazon.Lambda.Core;
using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>
/// What the computations of a request may cost together, in steps of about a nanosecond, so that it is answered well before
/// the function's timeout.
/// </summary>
internal static class RequestBudget
{
    /// <summary>
    /// A quarter of a second of a whole processor. With what reading a request of 6 MB and writing its answer take, no request
    /// costs more than 0.3 s. A function with the share of 256 MB answers it in less than 2 s.
    /// </summary>
    public const long Most = 250_000_000;

    // Lambda gives a function a share of the processor in proportion to its memory:
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
    private const int MegabytesOfVcpu = 1769;

    private const long StepsPerSecond = 1_000_000_000;

    // Computations allocate a quarter of a byte for each step at most; the rest is for the request and its answer.
    private const long StepsPerMegabyte = 1_000_000;

    /// <summary>
    /// <see cref="Most"/>, or less where the function has less than 250 MB, or where half of the time that is left, at the
    /// processor's share that its memory gets, is less: at 256 MB with a timeout of up to 3 s.
    /// </summary>
    /// <remarks>
    /// A request shall cost the same each time it is sent, so a second that has begun counts whole: what is left when an
    /// invocation begins is the function's timeout but for milliseconds.
    /// </remarks>
    /// <param name="context">Its memory may be 0, where it is not known: then nothing is said of the share.</param>
    public static StepBudget Of(ILambdaContext context)
    {
        var megabytes = context.MemoryLimitInMB is > 0 and < MegabytesOfVcpu ? context.MemoryLimitInMB : MegabytesOfVcpu;
        var seconds = (Int128)Math.Ceiling(context.RemainingTime.TotalSeconds);
        var inTime = seconds * StepsPerSecond / 2 * megabytes / MegabytesOfVcpu;
        return new((long)Int128.Clamp(Int128.Min(inTime, megabytes * StepsPerMegabyte), 0, Most));
    }
}
