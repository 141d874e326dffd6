using System.Buffers;
using System.Globalization;
using System.Text;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The raw target of a request: its path, and its query string without the question mark.</summary>
internal readonly record struct RequestTarget(string Path, string Query)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static RequestTarget Parse(string raw)
    {
        // The absolute form has a scheme and a host before the path: RFC 9112, section 3.2.2.
        var start = raw.StartsWith('/') ? 0 : raw.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme
            ? raw.IndexOf('/', scheme + 3) is > 0 and var slash ? slash : raw.Length
            : 0;
        var parts = raw[start..].Split('?', 2);
        return new(parts[0], parts.Length == 2 ? parts[1] : "");
    }

    /// <summary>
    /// The path in the function's event. API Gateway decodes it twice, and cuts it at a question mark that appears after the first
    /// time: recorded in hotsock/voker, vokerhttp/testdata/ingress-paths.json.
    /// </summary>
    /// <returns>Null for a path with an invalid percent encoding or invalid UTF-8.</returns>
    public static string? DecodePath(string path) => Decode(path) is { } once ? Decode(once.Split('?')[0]) : null;

    private static string? Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var octets = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                var next = text.IndexOf('%', i) is >= 0 and var percent ? percent : text.Length;
                Encoding.UTF8.GetBytes(text.AsSpan(i..next), octets);
                i = next;
            }
            else if (i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Write([octet]);
                i += 3;
            }
            else
            {
                return null;
            }
        }

        try
        {
            return Strict.GetString(octets.WrittenSpan);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
