using System.Net;
using System.Text;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Quickchange.Report.Tests;

/// <summary>Keeps objects in memory, but for keys that it refuses.</summary>
internal sealed class StubS3() : AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.EUWest1)
{
    public Dictionary<string, string> Objects { get; } = [];

    public Dictionary<string, string> ContentTypes { get; } = [];

    public Predicate<string> Refuses { get; set; } = static _ => false;

    public override async Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        Refuse(request.Key);
        using var reader = new StreamReader(request.InputStream);
        Objects[request.Key] = await reader.ReadToEndAsync(cancellationToken);
        ContentTypes[request.Key] = request.ContentType;
        return new();
    }

    public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default)
    {
        Refuse(request.Key);
        return Objects.TryGetValue(request.Key, out var text)
            ? Task.FromResult(new GetObjectResponse { ResponseStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) })
            : throw Error("NoSuchKey", HttpStatusCode.NotFound);
    }

    private void Refuse(string key)
    {
        if (Refuses(key))
        {
            throw Error("AccessDenied", HttpStatusCode.Forbidden);
        }
    }

    private static AmazonS3Exception Error(string code, HttpStatusCode status) =>
        new(code, ErrorType.Sender, code, "a-request", status);
}
