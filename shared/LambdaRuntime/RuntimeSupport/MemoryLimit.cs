using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Tells the garbage collector how much memory the function has; otherwise it would use the host's. A build embeds the
/// descriptor's memory as the limit (functions/Directory.Build.targets): if that is right, there is nothing to tell.
/// </summary>
internal static class MemoryLimit
{
    /// <param name="megabytes">The function's memory, in MB; 0 if it is not known, and then the limit stays.</param>
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

        // A limit that is lower already is the user's or the machine's own.
        if (limit > bytes)
        {
            Tell(bytes);
        }
    }

    // An embedded limit takes precedence over a percentage, and over the limit that the collector would find in a container
    // with less memory than the function's. The threshold is nine tenths of the machine's or the container's memory, and more
    // from 80 GB on.
    private static bool HidesAnother(GCMemoryInfo memory, ulong bytes) =>
        (ulong)memory.HighMemoryLoadThresholdBytes / 9 * 10 < bytes
        || Environment.GetEnvironmentVariable("DOTNET_GCHeapHardLimitPercent") is not null;

    // The user's own setting wins over the embedded one, and may have the same value.
    private static bool IsEmbedded(ulong limit) =>
        AppContext.GetData("System.GC.HeapHardLimit") is string embedded
        && embedded == limit.ToString(CultureInfo.InvariantCulture)
        && !IsUsers(limit);

    private static bool IsUsers(ulong limit) =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable("DOTNET_GCHeapHardLimit"),
            NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var users)
        && users == limit;

    /// <param name="bytes">The limit; 0 for the one that the collector finds by itself.</param>
    /// <returns>The limit that holds now.</returns>
    private static ulong Tell(ulong bytes)
    {
        AppContext.SetData("GCHeapHardLimit", bytes);
        GC.RefreshMemoryLimit();
        return (ulong)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }
}
