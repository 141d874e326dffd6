namespace Quickchange.LocalCloud.Events.Queues;

/// <summary>The wait before a retry: one second, doubled each time, at most 30 s.</summary>
internal static class RetryWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static TimeSpan First { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan After(TimeSpan wait) => wait * 2 < Longest ? wait * 2 : Longest;
}
