using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>A response: its status, the headers that a runtime needs, and its body.</summary>
internal sealed class HttpResponse
{
    public int Status { get; set; }

    public ArraySegment<byte> Body { get; set; }

    public bool IsChunked { get; private set; }

    public int? ContentLength { get; private set; }

    /// <summary>Whether the connection can be used for another request.</summary>
    public bool KeepsAlive { get; set; }

    /// <summary>The headers of an invocation.</summary>
    public InvocationHeaders Headers { get; } = new();

    public string BodyText => Encoding.UTF8.GetString(Body);

    public void Clear()
    {
        Status = 0;
        Body = default;
        IsChunked = false;
        ContentLength = null;
        Headers.Clear();
    }

    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Headers.TryAdd(name, value))
        {
            return;
        }

        if (Ascii.EqualsIgnoreCase(name, "Content-Length"u8))
        {
            ContentLength = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                ? length
                : throw new RuntimeApiException($"The Runtime API sent the invalid Content-Length '{Encoding.UTF8.GetString(value)}'.");
        }
        else if (Ascii.EqualsIgnoreCase(name, "Transfer-Encoding"u8))
        {
            IsChunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Connection"u8))
        {
            KeepsAlive = !Ascii.EqualsIgnoreCase(value, "close"u8);
        }
    }
}
