namespace Quickchange.Authorizer.DynamoDb;

/// <summary>Where DynamoDB is.</summary>
/// <param name="Host">A name or an IPv4 address.</param>
/// <param name="Port">The port.</param>
/// <param name="IsEncrypted">Whether the connection uses TLS, as on AWS.</param>
internal sealed record DynamoDbEndpoint(string Host, int Port, bool IsEncrypted)
{
    /// <summary>Whether the host is an IPv4 address: a name doesn't end in a digit.</summary>
    public bool IsAddress => char.IsAsciiDigit(Host[^1]);

    /// <summary>The value of the header Host.</summary>
    public string Authority => Port == (IsEncrypted ? 443 : 80) ? Host : $"{Host}:{Port}";

    /// <summary>The endpoint that AWS's own clients would choose: AWS_ENDPOINT_URL, or the Region's.</summary>
    /// <exception cref="InvalidOperationException">AWS_ENDPOINT_URL is not the URL of a server.</exception>
    // https://docs.aws.amazon.com/general/latest/gr/ddb.html
    public static DynamoDbEndpoint OfEnvironment()
    {
        if (Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is not { Length: > 0 } url)
        {
            var region = Variables.Required("AWS_REGION");
            return new($"dynamodb.{region}.{(region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com")}", 443, true);
        }

        return Parse(url);
    }

    /// <param name="url">Such as http://127.0.0.1:3001.</param>
    /// <exception cref="InvalidOperationException">This is not the URL of a server.</exception>
    // System.Uri would take as long as the rest of a call.
    public static DynamoDbEndpoint Parse(string url)
    {
        var isEncrypted = url.StartsWith("https://", StringComparison.Ordinal);
        if (isEncrypted || url.StartsWith("http://", StringComparison.Ordinal))
        {
            var authority = url.AsSpan(isEncrypted ? 8 : 7).TrimEnd('/');
            var colon = authority.IndexOf(':');
            var port = isEncrypted ? 443 : 80;
            var host = colon < 0 ? authority : authority[..colon];
            if (!host.IsEmpty && !host.Contains('/') && (colon < 0 || ushort.TryParse(authority[(colon + 1)..], out var given) && (port = given) > 0))
            {
                return new(host.ToString(), port, isEncrypted);
            }
        }

        throw new InvalidOperationException($"AWS_ENDPOINT_URL must be the URL of a server, such as http://127.0.0.1:3001, but is '{url}'.");
    }
}
