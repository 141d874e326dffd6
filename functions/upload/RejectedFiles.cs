using System.Net;
using Amazon.S3;

namespace Quickchange.Upload;

/// <summary>
/// The lists of rejected rows: rejected/orders.csv for inbox/orders.csv, in the file's bucket. The rows of each invocation
/// are kept in an object of their own below rejected/.parts/ until the file has been read, and put together then. They
/// stay, so that a continuation that is delivered again gives the same list; a lifecycle rule of the bucket expires them,
/// later than the queue upload-continuations keeps its messages.
/// </summary>
internal sealed class RejectedFiles(IAmazonS3 s3)
{
    public ObjectWriter NewPart(string bucket) => new(s3, bucket, $"rejected/.parts/{Guid.CreateVersion7():N}.csv");

    /// <summary>
    /// Writes a file's list; without rows, deletes that of an earlier file of the same name. A version that was overwritten
    /// before it was read to its end leaves the newer one's list alone, and gets its own: rejected/orders.VERSION.csv.
    /// </summary>
    /// <exception cref="AmazonS3Exception">S3 refused, or could not be reached, after the client's own tries.</exception>
    public async Task CompleteAsync(FileProgress file, CancellationToken cancellation)
    {
        var isNewest = await IsNewestAsync(file, cancellation);
        var key = isNewest ? KeyOf(file.Key) : Path.ChangeExtension(KeyOf(file.Key), $"{file.Version}.csv");
        if (file.Parts.Count == 0)
        {
            if (isNewest)
            {
                await s3.DeleteObjectAsync(file.Bucket, key, cancellation);
            }

            return;
        }

        await using var writer = new ObjectWriter(s3, file.Bucket, key);
        await writer.WriteAsync(RejectedRow.Header, cancellation);
        foreach (var part in file.Parts)
        {
            await CopyAsync(file.Bucket, part, writer, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }

    private async Task<bool> IsNewestAsync(FileProgress file, CancellationToken cancellation)
    {
        if (file.Version is null)
        {
            return true;
        }

        try
        {
            return (await s3.GetObjectMetadataAsync(file.Bucket, file.Key, cancellation)).VersionId == file.Version;
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // It was deleted since.
            return true;
        }
    }

    private async Task CopyAsync(string bucket, string part, ObjectWriter writer, CancellationToken cancellation)
    {
        using var answer = await s3.GetObjectAsync(bucket, part, cancellation);
        var buffer = new byte[64 * 1024];
        while (await answer.ResponseStream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            await writer.WriteAsync(buffer.AsMemory(0, count), cancellation);
        }
    }

    private static string KeyOf(string key) => $"rejected/{key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..]}";
}
