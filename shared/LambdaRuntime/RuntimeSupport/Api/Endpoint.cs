using System.Buffers.Binary;
using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>The address of the Runtime API from AWS_LAMBDA_RUNTIME_API: an IPv4 address and a port.</summary>
internal readonly record struct Endpoint(string Text, uint Address, ushort Port)
{
    public const string Variable = "AWS_LAMBDA_RUNTIME_API";

    /// <exception cref="RuntimeApiException">The endpoint is missing or malformed.</exception>
    public static Endpoint Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new RuntimeApiException(
                $"{Variable} is not set. This program is the bootstrap of a Lambda function, which Lambda starts. "
                + "To run it on this machine, use scripts/up and call its route.");
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || !TryParseAddress(text.AsSpan(0, colon), out var address))
        {
            throw new RuntimeApiException($"{Variable} must be an IPv4 address and a port, such as 127.0.0.1:9001, but is '{text}'.");
        }

        return new(text, BinaryPrimitives.ReverseEndianness(address), BinaryPrimitives.ReverseEndianness(port));
    }

    private static bool TryParseAddress(ReadOnlySpan<char> text, out uint address)
    {
        if (text is "localhost")
        {
            text = "127.0.0.1";
        }

        address = 0;
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            if (!byte.TryParse(text[range], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            {
                return false;
            }

            address = (address << 8) | part;
            parts++;
        }

        return parts == 4;
    }
}
