using System.Runtime;
using System.Runtime.CompilerServices;

namespace Quickchange.Probe;

/// <summary>Runs garbage collections of every kind while tasks create garbage, and checks what they must not change.</summary>
internal static class Collecting
{
    private const int Many = 8;
    private const int Large = 30_000; // numbers of 4 bytes: over the 85,000 bytes of a large object

    public static async Task<Collected> UnderLoadAsync()
    {
        var before = GC.CollectionCount(2);
        var tasks = Enumerable.Range(1, Many).Select(static number => Task.Run(() => Churn(number))).ToArray();
        var ticked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = new Timer(_ => ticked.TrySetResult(), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

        var found = Collect();

        var sums = await Task.WhenAll(tasks);
        await ticked.Task;
        return found with { Tasks = sums.Sum(), Ticked = true, Full = GC.CollectionCount(2) - before >= 2 };
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Collected Collect()
    {
        var tree = Node.Of(10);
        var large = Enumerable.Range(1, Many).Select(static number => Filled(Large, number)).ToArray();
        using var pins = new Pins(Many);
        var finalized = new Counter();
        var held = Enumerable.Range(1, Many).Select(static number => new Node(number, null, null)).ToArray();
        var weak = held.Select(static node => new WeakReference(node)).ToArray();
        var dropped = Drop(finalized);
        var numbers = Filled(100, 7);
        ref var inner = ref numbers[50];

        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: true);
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect();

        inner++;
        return new(
            tree.Sum,
            numbers[50],
            large.Sum(static array => array.Sum(static number => (long)number)),
            pins.InPlace,
            weak.Zip(held).Count(static pair => ReferenceEquals(pair.First.Target, pair.Second)),
            dropped.Count(static reference => reference.Target is null),
            finalized.Count,
            Tasks: 0,
            Ticked: false,
            Full: false);
    }

    // In a separate method, so that no register keeps a reference.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] Drop(Counter counter) =>
        [.. Enumerable.Range(1, Many).Select(_ => new WeakReference(new Finalized(counter)))];

    // Creates short-lived objects, keeps some of them, and checks that those haven't changed.
    private static long Churn(int seed)
    {
        List<string> kept = [];
        for (var number = 0; number < 2_000; number++)
        {
            var text = $"{seed}:{number}";
            if (number % 100 == 0)
            {
                kept.Add(text);
            }
        }

        return kept.Sum(static text => int.Parse(text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1), null)) * (long)seed;
    }

    private static int[] Filled(int length, int value)
    {
        var array = new int[length];
        Array.Fill(array, value);
        return array;
    }

    private sealed class Counter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Increment() => Interlocked.Increment(ref _count);
    }

    private sealed class Finalized(Counter counter)
    {
        ~Finalized() => counter.Increment();
    }

    private sealed record Node(long Value, Node? Left, Node? Right)
    {
        public long Sum => Value + (Left?.Sum ?? 0) + (Right?.Sum ?? 0);

        public static Node Of(int depth) => depth == 0 ? new(1, null, null) : new(depth, Of(depth - 1), Of(depth - 1));
    }
}
