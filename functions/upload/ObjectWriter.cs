using Amazon.S3;
using Amazon.S3.Model;

namespace Quickchange.Upload;

/// <summary>
/// Writes an object of any length: in one piece up to 5 MB, the minimum size of a part in a
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">multipart upload</see>, otherwise in
/// parts of that length. The object exists only after it is complete.
/// </summary>
internal sealed class ObjectWriter(IAmazonS3 s3, string bucket, string key) : IAsyncDisposable
{
    private const int PartLength = 5 * 1024 * 1024;

    private readonly MemoryStream _buffer = new();
    private readonly List<PartETag> _parts = [];
    private string? _upload;

    public string Key => key;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _buffer.Write(bytes.Span);
        if (_buffer.Length >= PartLength)
        {
            await WritePartAsync(cancellation);
        }
    }

    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (_upload is null)
        {
            _buffer.Position = 0;
            await s3.PutObjectAsync(
                new() { BucketName = bucket, Key = key, InputStream = _buffer, AutoCloseStream = false, ContentType = "text/csv" },
                cancellation);
            return;
        }

        if (_buffer.Length > 0)
        {
            await WritePartAsync(cancellation);
        }

        await s3.CompleteMultipartUploadAsync(
            new() { BucketName = bucket, Key = key, UploadId = _upload, PartETags = _parts }, cancellation);
        _upload = null;
    }

    /// <summary>Aborts an incomplete upload, because its parts incur costs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _buffer.DisposeAsync();
        if (_upload is not null)
        {
            await s3.AbortMultipartUploadAsync(new() { BucketName = bucket, Key = key, UploadId = _upload });
        }
    }

    private async Task WritePartAsync(CancellationToken cancellation)
    {
        _upload ??= (await s3.InitiateMultipartUploadAsync(
            new() { BucketName = bucket, Key = key, ContentType = "text/csv" }, cancellation)).UploadId;
        _buffer.Position = 0;
        // The client closes the given stream.
        using var part = new MemoryStream(_buffer.GetBuffer(), 0, (int)_buffer.Length, writable: false);
        var number = _parts.Count + 1;
        var answer = await s3.UploadPartAsync(
            new() { BucketName = bucket, Key = key, UploadId = _upload, PartNumber = number, InputStream = part, PartSize = part.Length },
            cancellation);
        _parts.Add(new(number, answer.ETag));
        _buffer.SetLength(0);
    }
}
