using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using Amazon.S3.Model;

namespace Quickchange.Testing;

/// <summary>
/// An S3 bucket in memory, with any name: objects can be read, written (also in parts) and deleted. It has one version of each
/// object, whichever version is requested. Any other operation throws a <see cref="NotSupportedException"/>.
/// </summary>
public sealed class FakeS3() : AmazonS3Client(new AnonymousAWSCredentials(), RegionEndpoint.USEast1)
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<int, byte[]>> _uploads = [];

    /// <summary>The objects by key.</summary>
    public ConcurrentDictionary<string, FakeObject> Objects { get; } = [];

    /// <summary>Returns the exception for a request; null, the default, if it doesn't fail.</summary>
    public Func<AmazonWebServiceRequest, Exception?> Failure { get; set; } = static _ => null;

    /// <summary>The IDs of multipart uploads that were neither completed nor aborted.</summary>
    public ICollection<string> OpenUploads => _uploads.Keys;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        pipeline.AddHandler(new FakeCall(request => Failure(request), request => request switch
        {
            GetObjectRequest get => Get(Find(get.Key, "NoSuchKey"), get.ByteRange?.FormattedByteRange),
            // The response to a HEAD request has no body, and therefore no error code.
            GetObjectMetadataRequest head => Head(Find(head.Key, "NotFound")),
            PutObjectRequest put => Put(put.Key, new(BytesOf(put.InputStream), put.ContentType), new PutObjectResponse()),
            DeleteObjectRequest delete => Delete(delete.Key),
            InitiateMultipartUploadRequest => Initiate(),
            UploadPartRequest part => PutPart(part),
            CompleteMultipartUploadRequest whole => Put(whole.Key, new(PartsOf(whole)), new CompleteMultipartUploadResponse()),
            AbortMultipartUploadRequest abort => Abort(abort.UploadId),
            _ => null,
        }));

    // A range has a format like bytes=17-.
    private static GetObjectResponse Get(FakeObject found, string? range)
    {
        var first = range is null ? 0
            : range.StartsWith("bytes=", StringComparison.Ordinal) && range.EndsWith('-')
                ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)
            : throw FakeCall.Unknown(range);
        return new() { ResponseStream = new MemoryStream(found.Bytes[first..].ToArray()), VersionId = found.VersionId };
    }

    private static GetObjectMetadataResponse Head(FakeObject found) =>
        new() { ContentLength = found.Bytes.Length, VersionId = found.VersionId };

    private T Put<T>(string key, FakeObject content, T answer)
    {
        Objects[key] = content;
        return answer;
    }

    private DeleteObjectResponse Delete(string key)
    {
        Objects.TryRemove(key, out _);
        return new();
    }

    private InitiateMultipartUploadResponse Initiate()
    {
        var id = $"{Guid.NewGuid():N}";
        _uploads[id] = [];
        return new() { UploadId = id };
    }

    private UploadPartResponse PutPart(UploadPartRequest part)
    {
        _uploads[part.UploadId][part.PartNumber!.Value] = BytesOf(part.InputStream);
        return new() { ETag = $"{part.PartNumber}" };
    }

    private byte[] PartsOf(CompleteMultipartUploadRequest whole)
    {
        _uploads.Remove(whole.UploadId, out var parts);
        return [.. whole.PartETags.SelectMany(part => parts![part.PartNumber!.Value])];
    }

    private AbortMultipartUploadResponse Abort(string id)
    {
        _uploads.Remove(id, out _);
        return new();
    }

    private FakeObject Find(string key, string code) => Objects.TryGetValue(key, out var found)
        ? found
        : throw new AmazonS3Exception(code, ErrorType.Sender, code, "request", HttpStatusCode.NotFound);

    private static byte[] BytesOf(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
