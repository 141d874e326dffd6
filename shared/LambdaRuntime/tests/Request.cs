using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.Tests;

/// <summary>A request from the runtime.</summary>
internal sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <returns>Null at the end of the connection.</returns>
    public static async Task<Request?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. head.TakeLast(4)]).Equals("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.UTF8.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        var headers = lines.Skip(1)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body);
        return new(words[0], words[1], headers, Encoding.UTF8.GetString(body));
    }
}
