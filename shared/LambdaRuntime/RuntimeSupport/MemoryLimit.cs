using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Informs the garbage collector of the function's memory; otherwise it would use the host's. A build embeds the descriptor's
/// memory as the limit (functions/Directory.Build.targets); if that is correct, nothing has to be changed.
/// </summary>
internal static class MemoryLimit
{
    /// <param name="megabytes">The function's memory, in MB; 0 if it is unknown, which leaves the limit unchanged.</param>
    public static void Apply(int megabytes)
    {
        var bytes = (ulong)megabytes << 20;
        var memory = GC.GetGCMemoryInfo();
        var limit = (ulong)memory.TotalAvailableMemoryBytes;
        var hides = HidesAnother(memory, bytes);
        if (bytes == 0 || (limit == bytes && !hides))
        {
            return;
        }

        if (IsEmbedded(limit))
        {
            limit = hides ? Tell(0) : ulong.MaxValue;
        }

        // A limit that is already lower comes from the user or the machine.
        if (limit > bytes)
        {
            Tell(bytes);
        }
    }

    // An embedded limit takes precedence over a percentage, and over the limit that the collector would detect in a container
    // with less memory than the function. The threshold is 90% of the machine's or the container's memory, and more above
    // 80 GB.
    private static bool HidesAnother(GCMemoryInfo memory, ulong bytes) =>
        (ulong)memory.HighMemoryLoadThresholdBytes / 9 * 10 < bytes
        || Environment.GetEnvironmentVariable("DOTNET_GCHeapHardLimitPercent") is not null;

    // The user's own setting takes precedence over the embedded one, and can have the same value.
    private static bool IsEmbedded(ulong limit) =>
        AppContext.GetData("System.GC.HeapHardLimit") is string embedded
        && embedded == limit.ToString(CultureInfo.InvariantCulture)
        && !IsUsers(limit);

    private static bool IsUsers(ulong limit) =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable("DOTNET_GCHeapHardLimit"),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var users)
        && users == limit;

    /// <param name="bytes">The limit; 0 for the one that the collector detects.</param>
    /// <returns>The resulting limit.</returns>
    private static ulong Tell(ulong bytes)
    {
        AppContext.SetData("GCHeapHardLimit", bytes);
        GC.RefreshMemoryLimit();
        return (ulong)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }
}
