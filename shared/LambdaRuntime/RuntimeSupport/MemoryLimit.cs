namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Tells the garbage collector how much memory the function has; it would take the host's for its own.</summary>
internal static class MemoryLimit
{
    public static void Apply(int megabytes)
    {
        var bytes = (ulong)megabytes << 20;
        // A limit that is lower already is the user's or the machine's own.
        if (bytes == 0 || (ulong)GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < bytes)
        {
            return;
        }

        AppContext.SetData("GCHeapHardLimit", bytes);
        GC.RefreshMemoryLimit();
    }
}
