using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.Tests;

/// <summary>The bytes of a response, and how they are sent.</summary>
/// <param name="Text">The complete response, including headers.</param>
/// <param name="Piece">How many bytes at a time.</param>
/// <param name="Closes">Whether the connection is closed after it.</param>
internal sealed record Answer(string Text, int Piece = int.MaxValue, bool Closes = false)
{
    /// <returns>Whether the connection stays open.</returns>
    public async Task<bool> WriteAsync(NetworkStream stream)
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        for (var start = 0; start < bytes.Length; start += Math.Min(Piece, bytes.Length - start))
        {
            await stream.WriteAsync(bytes.AsMemory(start, Math.Min(Piece, bytes.Length - start)));
        }

        if (Closes)
        {
            stream.Socket.Shutdown(SocketShutdown.Both);
        }

        return !Closes;
    }
}
