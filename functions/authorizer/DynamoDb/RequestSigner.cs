using System.Text;

namespace Quickchange.Authorizer.DynamoDb;

/// <summary>
/// Signs calls of DynamoDB with
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</see>.
/// </summary>
/// <param name="accessKey">The ID of the role's access key.</param>
/// <param name="secret">Its secret.</param>
/// <param name="token">Its session token; empty for a key without one.</param>
/// <param name="region">The Region, such as eu-west-1.</param>
/// <param name="clock">The clock.</param>
internal sealed class RequestSigner(string accessKey, string secret, string token, string region, TimeProvider clock)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string End = "dynamodb/aws4_request";

    private readonly byte[] _signingKey = new byte[Sha256.Size];
    private string _day = "";

    /// <summary>Lambda's environment variables contain the role's credentials.</summary>
    public static RequestSigner OfEnvironment(TimeProvider clock) => new(
        Variables.Required("AWS_ACCESS_KEY_ID"), Variables.Required("AWS_SECRET_ACCESS_KEY"),
        Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN") ?? "", Variables.Required("AWS_REGION"), clock);

    /// <summary>The headers of a signed POST to the path /, except Content-Length, each on a line.</summary>
    /// <param name="host">The value of the header Host.</param>
    /// <param name="target">The value of the header X-Amz-Target.</param>
    /// <param name="body">The body.</param>
    public string HeadersOf(string host, string target, ReadOnlySpan<byte> body)
    {
        var time = Text(clock.GetUtcNow());
        var scope = $"{time[..8]}/{region}/{End}";
        var (tokenLine, tokenName) = token.Length == 0 ? ("", "") : ($"x-amz-security-token:{token}\n", "x-amz-security-token;");
        // In alphabetical order.
        var lines = $"content-type:application/x-amz-json-1.0\nhost:{host}\nx-amz-date:{time}\n{tokenLine}x-amz-target:{target}\n";
        var names = $"content-type;host;x-amz-date;{tokenName}x-amz-target";
        var request = Hash(Encoding.UTF8.GetBytes($"POST\n/\n\n{lines}\n{names}\n{Hash(body)}"));
        Span<byte> signature = stackalloc byte[Sha256.Size];
        Sha256.Authenticate(KeyOf(time[..8]), Encoding.UTF8.GetBytes($"{Algorithm}\n{time}\n{scope}\n{request}"), signature);
        return $"{lines}authorization:{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={Convert.ToHexStringLower(signature)}\n";
    }

    // 20260304T050607Z. DateTime's own formatting would set up a culture first.
    private static string Text(DateTimeOffset time)
    {
        Span<char> text = stackalloc char[16];
        var (date, seconds) = ((time.Year * 10_000) + (time.Month * 100) + time.Day, (time.Hour * 10_000) + (time.Minute * 100) + time.Second);
        for (var place = 7; place >= 0; place--, date /= 10)
        {
            text[place] = (char)('0' + (date % 10));
        }

        for (var place = 14; place >= 9; place--, seconds /= 10)
        {
            text[place] = (char)('0' + (seconds % 10));
        }

        (text[8], text[15]) = ('T', 'Z');
        return text.ToString();
    }

    private static string Hash(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        Sha256.Hash(data, hash);
        return Convert.ToHexStringLower(hash);
    }

    // The same for a day.
    private byte[] KeyOf(string day)
    {
        if (_day != day)
        {
            Sha256.Authenticate(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(day), _signingKey);
            foreach (var part in (string[])[region, .. End.Split('/')])
            {
                Sha256.Authenticate(_signingKey, Encoding.UTF8.GetBytes(part), _signingKey);
            }

            _day = day;
        }

        return _signingKey;
    }
}
