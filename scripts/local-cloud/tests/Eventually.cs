namespace Quickchange.LocalCloud.Tests;

/// <summary>Waits for processes and other threads.</summary>
internal static class Eventually
{
    // The pauses add up to a minute.
    private const int Patience = 60_000;

    /// <summary>Waits until a condition is true.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="otherwise">The message if it doesn't become true.</param>
    /// <param name="pause">The time between two checks, in milliseconds.</param>
    /// <param name="meanwhile">Called after each check.</param>
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
