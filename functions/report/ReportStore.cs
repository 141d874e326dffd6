using Amazon.S3;
using Amazon.S3.Model;

namespace Quickchange.Report;

/// <summary>The reports, stored as objects <c>reports/&lt;date&gt;.json</c> and <c>.csv</c> in the bucket.</summary>
internal sealed class ReportStore(IAmazonS3 s3, string bucket)
{
    /// <exception cref="AmazonS3Exception">S3 rejected a request or could not be reached, after retries.</exception>
    public async Task WriteAsync(DayReport report, ReportFormat format)
    {
        using var content = new MemoryStream(format.Write(report));
        await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = format.KeyOf(report.Date),
            ContentType = format.ContentType,
            InputStream = content,
        });
    }

    /// <returns>The report's text, or null if there is none.</returns>
    /// <exception cref="AmazonS3Exception">S3 rejected a request or could not be reached, after retries.</exception>
    public async Task<string?> ReadAsync(DateOnly day, ReportFormat format)
    {
        try
        {
            using var found = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = format.KeyOf(day) });
            using var reader = new StreamReader(found.ResponseStream);
            return await reader.ReadToEndAsync();
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }
}
