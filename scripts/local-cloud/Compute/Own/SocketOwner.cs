using System.Globalization;
using System.Net;

namespace Quickchange.LocalCloud.Compute.Own;

/// <summary>Finds the process at the other end of a connection on this machine.</summary>
internal static class SocketOwner
{
    // An IPv6 socket can have an IPv4 address, in its last four bytes.
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <param name="theirs">The other end of the connection.</param>
    /// <param name="ours">This end.</param>
    /// <param name="likely">The processes to try first.</param>
    /// <returns>Null if it belongs to another user, is in another container, or has ended.</returns>
    public static ProcessIdentity? Find(IPEndPoint theirs, IPEndPoint ours, IEnumerable<int> likely)
    {
        if (InodeOf(theirs, ours) is not { } inode)
        {
            return null;
        }

        // A child can inherit the socket. The parent usually has the lower ID.
        var all = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Order();
        var socket = $"socket:[{inode}]";
        return likely.Concat(all).FirstOrDefault(id => Has(id, socket)) is > 0 and var owner ? ProcessIdentity.Of(owner) : null;
    }

    // Each line describes a socket: its number, its own end, the other end, and, as the tenth field, its inode
    // (https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html).
    private static string? InodeOf(IPEndPoint own, IPEndPoint other)
    {
        var (start, end) = (Format(own), Format(other));
        foreach (var line in Tables.Where(File.Exists).SelectMany(File.ReadLines))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[1].EndsWith(start, StringComparison.Ordinal) && fields[2].EndsWith(end, StringComparison.Ordinal) && fields[9] != "0")
            {
                return fields[9];
            }
        }

        return null;
    }

    // The kernel prints the address as a number in the machine's byte order, which is little-endian on all processors of Lambda.
    private static string Format(IPEndPoint end) =>
        Convert.ToHexString([.. end.Address.MapToIPv4().GetAddressBytes().Reverse()]) + ":" + end.Port.ToString("X4", CultureInfo.InvariantCulture);

    private static bool Has(int process, string socket)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Any(file => new FileInfo(file).LinkTarget == socket);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            // It has ended, or belongs to another user.
            return false;
        }
    }
}
