namespace Quickchange.Algorithms;

/// <summary>A budget for one or more computations, in elementary steps.</summary>
/// <remarks>
/// A step takes about a nanosecond on a server's processor: an addition and a comparison with their overhead. Steps are derived
/// from the input alone, so that a request costs the same number on every machine. A computation requests the steps of a part
/// before the part begins, and gives up if they are not available. Operations that always take less than a millisecond, such as
/// creating a set, are not counted.
/// </remarks>
/// <param name="steps">The number of steps, 0 or more.</param>
public sealed class StepBudget(long steps)
{
    /// <summary>The cost of each allocated byte: with 250,000,000 steps, a computation allocates at most 62.5 MB.</summary>
    public const int StepsPerByte = 4;

    /// <summary>The remaining steps.</summary>
    public long Left { get; private set; } = steps >= 0 ? steps : throw new ArgumentOutOfRangeException(nameof(steps));

    /// <summary>The spent steps.</summary>
    public long Spent => steps - Left;

    /// <summary>Spends steps, if they are available.</summary>
    /// <param name="needed">The number of steps, 0 or more.</param>
    /// <returns>False if they are not available; then nothing is spent.</returns>
    public bool TrySpend(Int128 needed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(needed);
        if (needed > Left)
        {
            return false;
        }

        Left -= (long)needed;
        return true;
    }
}
