using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// Signs requests with the test credentials
/// (<see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
/// Version 4</see>).
/// </summary>
internal static class RequestSigner
{
    private const string AccessKey = "test";
    private const string SecretKey = "test";

    public static void Sign(HttpRequestMessage request, byte[] body, string service, string region, DateTime time)
    {
        var date = time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var moment = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var uri = request.RequestUri!;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", moment);

        var query = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + '=')
            .Order(StringComparer.Ordinal));
        var canonical = $"{request.Method}\n{uri.AbsolutePath}\n{query}\nhost:{uri.Authority}\nx-amz-date:{moment}\n\n"
            + $"host;x-amz-date\n{Hex(SHA256.HashData(body))}";
        var scope = $"{date}/{region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";

        var key = Hash(Hash(Hash(Hash(Encoding.UTF8.GetBytes("AWS4" + SecretKey), date), region), service), "aws4_request");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={AccessKey}/{scope}, SignedHeaders=host;x-amz-date, Signature={Hex(Hash(key, toSign))}");
    }

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
