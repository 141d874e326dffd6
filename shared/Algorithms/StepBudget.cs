namespace Quickchange.Algorithms;

/// <summary>How much work computations may do together, in elementary steps.</summary>
/// <remarks>
/// A step is what takes about a nanosecond of a server's processor: an addition, a comparison and what belongs to them.
/// Steps are counted from the input alone, so that a request costs the same number on every machine. A computation asks
/// for the steps of a part before it begins with it, and gives up where they are not left. What takes less than a millisecond
/// whatever the input, such as making a set, is not counted.
/// </remarks>
/// <param name="steps">0 or more.</param>
public sealed class StepBudget(long steps)
{
    /// <summary>What each byte that a computation allocates costs: with 250 000 000 steps it allocates at most 62.5 MB.</summary>
    public const int StepsPerByte = 4;

    /// <summary>What is left.</summary>
    public long Left { get; private set; } = steps >= 0 ? steps : throw new ArgumentOutOfRangeException(nameof(steps));

    /// <summary>What was spent.</summary>
    public long Spent => steps - Left;

    /// <summary>Spends steps, if so many are left.</summary>
    /// <param name="needed">0 or more.</param>
    /// <returns>False where they are not left; nothing is spent then.</returns>
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
