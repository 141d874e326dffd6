using Amazon.Lambda.Core;
using Amazon.S3;
using Amazon.S3.Model;
using Quickchange.Pipeline;

namespace Quickchange.Upload;

/// <summary>
/// Reads a file, or continues with it: sends its valid rows, lists the others, and leaves the rest to the next invocation if there
/// is not enough time. If repeated, it sends the same rows again, which is harmless because of the results' IDs.
/// </summary>
/// <param name="s3">The client.</param>
/// <param name="queues">The queues for rows and continuations.</param>
/// <param name="rejectedFiles">The lists of rejected rows.</param>
/// <param name="files">The table of files.</param>
/// <param name="maker">Validates amounts.</param>
/// <param name="metrics">The metrics.</param>
/// <param name="time">The clock.</param>
internal sealed class FileImport(
    IAmazonS3 s3,
    Queues queues,
    RejectedFiles rejectedFiles,
    FileTable files,
    CoinChangeMaker maker,
    EmbeddedMetrics metrics,
    TimeProvider time)
{
    /// <summary>
    /// The time that must remain to read another row; it is used to send rows that are in flight. It is more than 20% of the
    /// timeout, because the end of each step would otherwise raise the alarm for long invocations.
    /// </summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(30);

    // The part of the reserve for reporting an exception.
    private static readonly TimeSpan ReportTime = TimeSpan.FromSeconds(2);

    /// <exception cref="FileNotFoundException">The file was deleted after a part of it had been read.</exception>
    /// <exception cref="TimeoutException">The queues did not accept the rows in time.</exception>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">A service rejected a request or could not be reached.</exception>
    public async Task RunAsync(FileProgress start, ILambdaContext context)
    {
        var remaining = context.RemainingTime;
        if (remaining <= Reserve)
        {
            context.Logger.LogWarning(
                "Only one row of {file} is read: the timeout must be much longer than the {reserve} s that are reserved for the end of a step",
                start.Key, Reserve.TotalSeconds);
        }

        using var deadline = Deadline(remaining - ReportTime);
        try
        {
            await using var content = await OpenAsync(start, deadline.Token);
            if (content is null && start.Offset > 0)
            {
                throw new FileNotFoundException($"{start.Key} was deleted before it was completely read.", start.Key);
            }

            if (content is null)
            {
                context.Logger.LogWarning("{file} no longer exists: there is nothing to read", start.Key);
                return;
            }

            await ReadAsync(content, start, context, deadline.Token);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The time ran out before all rows of {start.Key} were sent; the invocation must be retried.", exception);
        }
    }

    private CancellationTokenSource Deadline(TimeSpan remaining) => new(remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero, time);

    // Null if the object was deleted.
    private async Task<Stream?> OpenAsync(FileProgress file, CancellationToken cancellation)
    {
        try
        {
            var answer = await s3.GetObjectAsync(
                new()
                {
                    BucketName = file.Bucket,
                    Key = file.Key,
                    VersionId = file.Version,
                    ByteRange = file.Offset > 0 ? new ByteRange($"bytes={file.Offset}-") : null,
                },
                cancellation);
            return answer.ResponseStream;
        }
        // MethodNotAllowed: the version is a delete marker.
        catch (AmazonS3Exception exception) when (exception.ErrorCode is "NoSuchKey" or "NoSuchVersion" or "MethodNotAllowed")
        {
            return null;
        }
    }

    private async Task ReadAsync(Stream content, FileProgress start, ILambdaContext context, CancellationToken cancellation)
    {
        var csv = new CsvReader(content, start.Offset, start.Line);
        var rows = new RowReader(maker, start.Key);
        var sender = queues.SenderFor(start.Key);
        await using var part = rejectedFiles.NewPart(start.Bucket);
        var (accepted, rejected) = (0L, 0L);

        var more = await csv.ReadAsync(cancellation);
        if (start.Offset == 0)
        {
            if (more && RowReader.IsHeader(csv))
            {
                more = await csv.ReadAsync(cancellation);
            }
            else
            {
                var reason = csv.OtherEncoding is { } encoding ? RowReader.WrongEncoding(encoding) : RowReader.ExpectedHeader;
                await part.WriteAsync(RejectedRow.Of(1, "", reason), cancellation);
                (more, rejected) = (false, 1);
            }
        }

        // At least one row, so that there is always progress.
        for (; more && (accepted + rejected == 0 || context.RemainingTime > Reserve); more = await csv.ReadAsync(cancellation))
        {
            if (rows.TryRead(csv, out var request, out var id, out var reason))
            {
                await sender.SendAsync(request, cancellation);
                accepted++;
            }
            else
            {
                await part.WriteAsync(RejectedRow.Of(csv.Line, id, reason), cancellation);
                rejected++;
            }
        }

        await sender.FlushAsync(cancellation);
        var parts = start.Parts;
        if (rejected > 0)
        {
            await part.CompleteAsync(cancellation);
            parts = [.. parts, part.Key];
        }

        var end = start with
        {
            Offset = csv.Offset,
            Line = csv.Line,
            Accepted = start.Accepted + accepted,
            Rejected = start.Rejected + rejected,
            Parts = parts,
        };
        await (more ? queues.ContinueAsync(end, cancellation) : CompleteAsync(end, context, cancellation));
        metrics.Write(context.AwsRequestId, ("RowsAccepted", accepted), ("RowsRejected", rejected));
    }

    private async Task CompleteAsync(FileProgress file, ILambdaContext context, CancellationToken cancellation)
    {
        await rejectedFiles.CompleteAsync(file, cancellation);
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await files.PutAsync(new(file.Key, file.ETag, day, file.Accepted, file.Rejected), cancellation);
        context.Logger.LogInformation(
            "{file}: {accepted} rows accepted, {rejected} rejected", file.Key, file.Accepted, file.Rejected);
    }
}
