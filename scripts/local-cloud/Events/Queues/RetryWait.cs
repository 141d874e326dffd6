namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>How long to wait before what failed is tried again: a second, then twice as long each time, 30 s at most.</summary>
internal static class RetryWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static TimeSpan First { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan After(TimeSpan wait) => wait * 2 < Longest ? wait * 2 : Longest;
}
