using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>The bytes of a request, in a reusable buffer.</summary>
internal sealed class HttpRequest
{
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public HttpRequest Clear()
    {
        _length = 0;
        return this;
    }

    public HttpRequest Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
        return this;
    }

    public HttpRequest Add(string text)
    {
        _length += Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetMaxByteCount(text.Length)));
        return this;
    }

    public HttpRequest Add(int number)
    {
        var fits = number.TryFormat(Reserve(11), out var digits, provider: CultureInfo.InvariantCulture);
        Debug.Assert(fits, "11 characters hold any number of 32 bits");
        _length += digits;
        return this;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
        }

        return _bytes.AsSpan(_length);
    }
}
