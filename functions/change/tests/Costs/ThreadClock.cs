using System.Runtime.InteropServices;

namespace Quickchange.Change.Tests.Costs;

/// <summary>The CPU time of the calling thread.</summary>
internal static partial class ThreadClock
{
    // CLOCK_THREAD_CPUTIME_ID of <time.h>.
    private const int ThreadTime = 3;

    public static TimeSpan Now
    {
        get
        {
            Marshal.ThrowExceptionForHR(GetTime(ThreadTime, out var time));
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
