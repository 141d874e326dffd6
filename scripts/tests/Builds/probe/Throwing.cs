using System.Runtime.CompilerServices;

namespace Quickchange.Probe;

/// <summary>
/// Ways to throw an exception, each through frames that the runtime must unwind. No method is inlined, so that stack traces contain
/// all of them. None returns.
/// </summary>
internal static class Throwing
{
    private const int Deep = 60;

    [ThreadStatic]
    private static int _climbed;

    public static Task<long> ByAsync(string way) => way switch
    {
        "async" => OuterAsync(),
        "generic" => GenericAsync(),
        "filter" => Task.FromResult(Filtered()),
        "rethrow" => Task.FromResult(Rethrown()),
        "aggregate" => AggregatedAsync(),
        "null" => Task.FromResult(Follow(null)),
        "zero" => Task.FromResult(Divide(0)),
        "deep" => Task.FromResult(Descend(Deep)),
        "wrapped" => Task.FromResult(Wrapped()),
        _ => throw new ArgumentException($"\"{way}\" is not a way to throw that the probe supports.", nameof(way)),
    };

    // Through three asynchronous methods, from a thread of the pool.
    private static async Task<long> OuterAsync() => await MiddleAsync(1) + 1;

    private static async Task<T> MiddleAsync<T>(T value)
    {
        await InnerAsync();
        return value;
    }

    private static async ValueTask InnerAsync()
    {
        await Task.Delay(1).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        throw new InvalidOperationException("from the pool");
    }

    // Through generic virtual methods: one that the runtime looks up by its type arguments, and one of shared code.
    private static async Task<long> GenericAsync()
    {
        Carrier carrier = new ThrowingCarrier();
        await Task.Yield();
        return carrier.Carry<(int, string), List<string>>((1, "one"), ["one"]).Item1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Filtered()
    {
        List<string> order = [];
        try
        {
            Unwind(order);
        }
        catch (FormatException) when (Note(order, "filter"))
        {
            order.Add("catch");
        }

        throw new InvalidOperationException(string.Join(", ", order));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Unwind(List<string> order)
    {
        try
        {
            throw new FormatException("inside");
        }
        finally
        {
            order.Add("finally");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Note(List<string> order, string what)
    {
        order.Add(what);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Rethrown()
    {
        try
        {
            return Origin("rethrown");
        }
        catch (InvalidOperationException)
        {
            throw;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Origin(string message) => throw new InvalidOperationException(message);

    private static async Task<long> AggregatedAsync()
    {
        Task both = Task.WhenAll(LaterAsync("one"), LaterAsync("two"));
        await both.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new AggregateException("both", both.Exception!.InnerExceptions.OrderBy(static inner => inner.Message));
    }

    private static async Task<long> LaterAsync(string message)
    {
        await Task.Yield();
        return Origin(message);
    }

    // A fault of the processor, which the runtime turns into an exception.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Follow(Link? link) => link!.Next!.Value;

    // The same on x64; arm64 has no such fault.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Divide(int divisor) => Deep / divisor;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Descend(int levels)
    {
        try
        {
            return levels == 0 ? Origin("from the ground") : Descend(levels - 1) + 1;
        }
        finally
        {
            // Must run at each level; otherwise, the count below differs.
            _climbed++;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Wrapped()
    {
        _climbed = 0;
        try
        {
            return Descend(Deep);
        }
        catch (InvalidOperationException cause)
        {
            throw new InvalidDataException($"climbed {_climbed}", cause);
        }
    }

    private sealed class Link
    {
        public Link? Next { get; init; }

        public long Value { get; init; }
    }
}
