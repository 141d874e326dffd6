using System.Net;
using System.Net.Sockets;

namespace Quickchange.Testing;

/// <summary>Ports of this machine. Projects that don't reference this library also compile this file.</summary>
internal static class FreePorts
{
    /// <summary>A free port of which the next two are free, too. They are below the range that the kernel assigns.</summary>
    public static int Three()
    {
        while (true)
        {
            var first = Random.Shared.Next(10_000, 32_000);
            try
            {
                for (var port = first; port < first + 3; port++)
                {
                    using var probe = new TcpListener(IPAddress.Loopback, port);
                    probe.Start();
                }

                return first;
            }
            catch (SocketException)
            {
                // A port is in use: try others.
            }
        }
    }
}
