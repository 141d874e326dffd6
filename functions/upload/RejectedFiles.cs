using System.Net;
using Amazon.S3;

namespace Quickchange.Upload;

/// <summary>
/// The lists of rejected rows: rejected/orders.csv for inbox/orders.csv, in the file's bucket. The rows of each invocation are
/// stored in a separate object in rejected/.parts/ until the file has been read, and are then combined. They are kept so that a
/// continuation that is delivered again produces the same list. A lifecycle rule of the bucket expires them after the retention
/// period of the queue upload-continuations.
/// </summary>
internal sealed class RejectedFiles(IAmazonS3 s3)
{
    public ObjectWriter NewPart(string bucket) => new(s3, bucket, $"rejected/.parts/{Guid.CreateVersion7():N}.csv");

    /// <summary>
    /// Writes a file's list; if there are no rows, deletes the list of an earlier file with the same name. A version that was
    /// overwritten before it was completely read doesn't affect the newer version's list, and gets its own:
    /// rejected/orders.VERSION.csv.
    /// </summary>
    /// <exception cref="AmazonS3Exception">S3 rejected a request or could not be reached, after retries.</exception>
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
            // It has been deleted since.
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
