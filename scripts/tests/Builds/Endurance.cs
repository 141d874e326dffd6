namespace Quickchange.Scripts.Tests.Builds;

/// <summary>Tests that the memory of a process doesn't grow with many invocations.</summary>
internal static class Endurance
{
    private const int Many = 100_000;
    private const int ManyEmulated = 2_000;

    // Garbage collections make the memory rise and fall, so the minima of many samples are compared: after the first invocations,
    // in which the heap reaches its size, and at the end.
    private const int Settled = 20_000;
    private const int Window = 10_000;
    private const int Sampled = 50;

    // The smallest object takes 24 bytes: one per invocation would take twice this limit.
    private const long MostGrowth = 1_000_000;

    /// <param name="function">The function to invoke.</param>
    /// <param name="emulated">Whether it runs under QEMU. Then it is invoked less often, and its memory is not checked.</param>
    /// <param name="invoke">Invokes it once, and checks the answer. The argument is the number of the invocation, starting at 1.</param>
    public static void Check(FunctionProcess function, bool emulated, Action<int> invoke)
    {
        var (before, after) = (long.MaxValue, long.MaxValue);
        for (var number = 1; number <= (emulated ? ManyEmulated : Many); number++)
        {
            invoke(number);
            if (emulated || number % Sampled != 0)
            {
                continue;
            }

            if (number is > Settled - Window and <= Settled)
            {
                before = Math.Min(before, function.Memory.Resident);
            }
            else if (number > Many - Window)
            {
                after = Math.Min(after, function.Memory.Resident);
            }
        }

        if (!emulated)
        {
            TestContext.Out.WriteLine($"{before} bytes after {Settled} invocations, {after} after {Many}");
            Assert.That(after - before, Is.LessThan(MostGrowth), $"bytes more than the {before} after {Settled} invocations");
        }
    }
}
