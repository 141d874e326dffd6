using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Quickchange.Upload.Tests;

/// <summary>Objects in memory, by key.</summary>
internal sealed class FakeS3() : AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" })
{
    private readonly Dictionary<string, List<byte[]>> _uploads = [];

    public Dictionary<string, byte[]> Objects { get; } = [];

    /// <summary>The newest version of each object.</summary>
    public string Newest { get; set; } = "v";

    public int PartsFailingFrom { get; set; } = int.MaxValue;

    public IReadOnlyCollection<string> OpenUploads => _uploads.Keys;

    public override Task<GetObjectResponse> GetObjectAsync(GetObjectRequest request, CancellationToken cancellationToken = default) =>
        Objects.TryGetValue(request.Key, out var bytes)
            ? Task.FromResult(new GetObjectResponse
            {
                ResponseStream = new MemoryStream(bytes[FirstByte(request)..]),
            })
            : throw new AmazonS3Exception("gone") { ErrorCode = "NoSuchKey" };

    public override Task<GetObjectMetadataResponse> GetObjectMetadataAsync(
        string bucketName, string key, CancellationToken cancellationToken = default) =>
        Task.FromResult(new GetObjectMetadataResponse { VersionId = Newest });

    public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        Objects[request.Key] = BytesOf(request.InputStream);
        return Task.FromResult(new PutObjectResponse());
    }

    public override Task<DeleteObjectResponse> DeleteObjectAsync(DeleteObjectRequest request, CancellationToken cancellationToken = default)
    {
        Objects.Remove(request.Key);
        return Task.FromResult(new DeleteObjectResponse());
    }

    public override Task<InitiateMultipartUploadResponse> InitiateMultipartUploadAsync(
        InitiateMultipartUploadRequest request, CancellationToken cancellationToken = default)
    {
        _uploads.Add(request.Key, []);
        return Task.FromResult(new InitiateMultipartUploadResponse { UploadId = request.Key });
    }

    public override Task<UploadPartResponse> UploadPartAsync(UploadPartRequest request, CancellationToken cancellationToken = default)
    {
        if (request.PartNumber >= PartsFailingFrom)
        {
            throw new AmazonS3Exception("no more parts");
        }

        _uploads[request.UploadId].Add(BytesOf(request.InputStream));
        return Task.FromResult(new UploadPartResponse { ETag = $"{request.PartNumber}" });
    }

    public override Task<CompleteMultipartUploadResponse> CompleteMultipartUploadAsync(
        CompleteMultipartUploadRequest request, CancellationToken cancellationToken = default)
    {
        _uploads.Remove(request.UploadId, out var parts);
        Objects[request.Key] = [.. request.PartETags.OrderBy(part => part.PartNumber).SelectMany(part => parts![part.PartNumber!.Value - 1])];
        return Task.FromResult(new CompleteMultipartUploadResponse());
    }

    public override Task<AbortMultipartUploadResponse> AbortMultipartUploadAsync(
        AbortMultipartUploadRequest request, CancellationToken cancellationToken = default)
    {
        _uploads.Remove(request.UploadId);
        return Task.FromResult(new AbortMultipartUploadResponse());
    }

    // A range is like bytes=17-.
    private static int FirstByte(GetObjectRequest request) =>
        request.ByteRange is { FormattedByteRange: var range } ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture) : 0;

    private static byte[] BytesOf(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
