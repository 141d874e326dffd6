using System.Buffers.Binary;
using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// The address of the Runtime API from AWS_LAMBDA_RUNTIME_API: an IPv4 address and a port, and a path if one port serves several
/// functions, as in a local cloud and in
/// <see href="https://github.com/aws/aws-lambda-dotnet/tree/master/Tools/LambdaTestTool-v2">AWS's test tool</see>.
/// </summary>
/// <param name="Host">The address and the port as text.</param>
/// <param name="Path">The path without a slash at its end; empty for none.</param>
/// <param name="Address">The address in network byte order.</param>
/// <param name="Port">The port in network byte order.</param>
internal readonly record struct Endpoint(string Host, string Path, uint Address, ushort Port)
{
    public const string Variable = "AWS_LAMBDA_RUNTIME_API";

    /// <exception cref="RuntimeApiException">The endpoint is missing or malformed.</exception>
    public static Endpoint Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new RuntimeApiException(
                $"{Variable} is not set. This program is the bootstrap of a Lambda function, which Lambda starts. "
                + "To run it on this machine, start a local cloud with scripts/up, and set the variables that scripts/env prints.");
        }

        var slash = text.IndexOf('/');
        var (host, path) = slash < 0 ? (text, "") : (text[..slash], text[slash..].TrimEnd('/'));
        var colon = host.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || !TryParseAddress(host.AsSpan(0, colon), out var address) || !IsPath(path))
        {
            throw new RuntimeApiException(
                $"{Variable} must be an IPv4 address and a port, such as 127.0.0.1:9001, with an optional path, such as "
                + $"127.0.0.1:3002/change, but is '{text}'.");
        }

        return new(host, path, BinaryPrimitives.ReverseEndianness(address), BinaryPrimitives.ReverseEndianness(port));
    }

    public override string ToString() => Host + Path;

    // A path becomes part of the request line as it is.
    private static bool IsPath(string text)
    {
        foreach (var character in text)
        {
            if (character is <= ' ' or >= '\u007f' or '?' or '#')
            {
                return false;
            }
        }

        return true;
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
