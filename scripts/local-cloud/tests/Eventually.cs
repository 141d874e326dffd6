namespace Quickchange.LocalCloud.Tests;

/// <summary>Waits for what processes and other threads do.</summary>
internal static class Eventually
{
    // A minute of pauses.
    private const int Patience = 60_000;

    /// <summary>Waits until something is so.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="otherwise">What the test says if it does not happen.</param>
    /// <param name="pause">In milliseconds, between two looks.</param>
    /// <param name="meanwhile">What is done after each look.</param>
    public static async Task IsAsync(Func<bool> condition, Func<string> otherwise, int pause = 25, Action? meanwhile = null)
    {
        for (var waited = 0; !condition(); waited += pause)
        {
            if (waited >= Patience)
            {
                Assert.Fail(otherwise());
            }

            meanwhile?.Invoke();
            await Task.Delay(pause);
        }
    }
}
