using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Auth;

namespace Quickchange.Report;

/// <summary>
/// Signs requests in AWS's query protocol with
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</see>.
/// </summary>
/// <param name="credentials">The caller's credentials.</param>
/// <param name="region">The Region, such as eu-west-1.</param>
/// <param name="service">The service's name in a signature, such as monitoring.</param>
/// <param name="time">The clock.</param>
internal sealed class QuerySigner(AWSCredentials credentials, string region, string service, TimeProvider time)
{
    private const string FormType = "application/x-www-form-urlencoded";

    /// <param name="endpoint">A URL with the path /.</param>
    /// <param name="form">The body, a form.</param>
    public HttpRequestMessage Sign(Uri endpoint, byte[] form)
    {
        var keys = credentials.GetCredentials();
        var now = time.GetUtcNow().UtcDateTime;
        List<(string Name, string Value)> headers =
        [
            ("content-type", FormType),
            ("host", endpoint.Authority),
            ("x-amz-date", now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)),
        ];
        if (keys.UseToken)
        {
            headers.Add(("x-amz-security-token", keys.Token));
        }

        var names = string.Join(';', headers.Select(header => header.Name));
        var lines = string.Concat(headers.Select(header => $"{header.Name}:{header.Value}\n"));
        var canonical = $"POST\n/\n\n{lines}\n{names}\n{Convert.ToHexStringLower(SHA256.HashData(form))}";
        var signature = AWS4Signer.ComputeSignature(keys, region, now, service, names, canonical);

        var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(form) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(FormType);
        foreach (var (name, value) in headers.Skip(2))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation("Authorization", signature.ForAuthorizationHeader);
        return request;
    }
}
