using System.Globalization;
using System.Runtime.InteropServices;

namespace Quickchange.Watcher;

/// <summary>What the programs that this one starts inherit.</summary>
internal static partial class Inheritance
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExecute = 1;

    /// <summary>
    /// Keeps the descriptors that this program has inherited itself to itself. One of them holds the lock of scripts/watch: a build that
    /// outlives this program must not hold it.
    /// </summary>
    public static void End()
    {
        foreach (var link in Directory.GetFileSystemEntries("/proc/self/fd"))
        {
            // Standard input, output and error are for other programs too.
            if (int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture) is > 2 and var descriptor)
            {
                // It fails for the descriptor that has listed the folder, which is closed.
                _ = SetFlags(descriptor, SetDescriptorFlags, CloseOnExecute);
            }
        }
    }

    // https://man7.org/linux/man-pages/man2/fcntl.2.html
    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetFlags(int descriptor, int command, int flags);
}
