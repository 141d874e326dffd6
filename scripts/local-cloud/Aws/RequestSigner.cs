using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// Signs a request, including its host, time and body
/// (<see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
/// Version 4</see>).
/// </summary>
internal static class RequestSigner
{
    public static void Sign(HttpRequestMessage request, byte[] body, AccessKey key, string service, string region, DateTime time)
    {
        var date = time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var moment = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var uri = request.RequestUri!;
        request.Headers.TryAddWithoutValidation("X-Amz-Date", moment);

        var query = string.Join('&', uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + '=')
            .Order(StringComparer.Ordinal));
        var payload = request.Headers.TryGetValues("X-Amz-Content-SHA256", out var said) ? said.Single() : Hex(SHA256.HashData(body));
        // All services but S3 encode the encoded path again.
        var path = service == "s3" ? uri.AbsolutePath : string.Join('/', uri.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var canonical = $"{request.Method}\n{path}\n{query}\nhost:{uri.Authority}\nx-amz-date:{moment}\n\n"
            + $"host;x-amz-date\n{payload}";
        var scope = $"{date}/{region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";

        var signingKey = Hash(Hash(Hash(Hash(Encoding.UTF8.GetBytes("AWS4" + key.Secret), date), region), service), "aws4_request");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={key.Id}/{scope}, SignedHeaders=host;x-amz-date, Signature={Hex(Hash(signingKey, toSign))}");
    }

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
