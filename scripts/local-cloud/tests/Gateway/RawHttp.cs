using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>HTTP over a plain socket, which sends exactly the octets that the test specifies.</summary>
internal sealed class RawHttp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TcpClient _client = new();
    private readonly NetworkStream _stream;

    public RawHttp(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _stream = _client.GetStream();
    }

    /// <summary>Sends a request, and reads its response.</summary>
    public static async Task<RawResponse> AskAsync(int port, string request)
    {
        using var connection = new RawHttp(port);
        await connection.SendAsync(request);
        return await connection.ReadAsync(hasBody: !request.StartsWith("HEAD", StringComparison.Ordinal));
    }

    /// <summary>Sends text in which each character is an octet.</summary>
    public Task SendAsync(string text) => _stream.WriteAsync(Encoding.Latin1.GetBytes(text)).AsTask();

    /// <summary>Signals that nothing more will be sent.</summary>
    public void Finish() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Everything that arrives until the server closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var received = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(received, patience.Token);
        }
        catch (IOException)
        {
            // A reset ends the connection too.
        }

        return Encoding.Latin1.GetString(received.ToArray());
    }

    /// <summary>Reads one response.</summary>
    /// <param name="hasBody">False for a response to HEAD, which declares a body but has none.</param>
    public async Task<RawResponse> ReadAsync(bool hasBody = true)
    {
        using var patience = new CancellationTokenSource(Patience);
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(octet, patience.Token);
            head.Append((char)octet[0]);
        }

        var response = RawResponse.Parse(head.ToString());
        var length = hasBody && response.Values("content-length") is [var announced] ? int.Parse(announced, null) : 0;
        var body = new byte[length];
        await _stream.ReadExactlyAsync(body, patience.Token);
        return response with { Body = Encoding.UTF8.GetString(body) };
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
