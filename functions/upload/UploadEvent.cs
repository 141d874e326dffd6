using System.Text.Json.Serialization;

namespace Quickchange.Upload;

/// <summary>
/// What is read of the two events:
/// <see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">a notification
/// of S3</see> and <see href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">messages of SQS</see>.
/// </summary>
internal sealed record UploadEvent([property: JsonPropertyName("Records")] IReadOnlyList<UploadEvent.Record> Records)
{
    internal sealed record Record(string EventSource, S3? S3 = null, string? MessageId = null, string? Body = null);

    internal sealed record S3(S3Bucket Bucket, S3Object Object);

    internal sealed record S3Bucket(string Name);

    /// <param name="Key">Encoded as in a form: a plus sign is a space.</param>
    /// <param name="ETag">The entity tag, without quotes.</param>
    /// <param name="VersionId">Null in a bucket without versions.</param>
    internal sealed record S3Object(string Key, string ETag, string? VersionId = null);
}
