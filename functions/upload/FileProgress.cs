using System.Text.Json;

namespace Quickchange.Upload;

/// <summary>
/// How far a file has been read: the message in the queue upload-continuations, with which the next invocation continues.
/// </summary>
/// <param name="Bucket">The bucket of the file.</param>
/// <param name="Key">The file's key, such as inbox/orders.csv.</param>
/// <param name="Version">The object's version; null in a bucket without versions.</param>
/// <param name="ETag">The object's entity tag.</param>
/// <param name="Offset">The byte offset of the next record.</param>
/// <param name="Line">The line on which the next record begins, from 1.</param>
/// <param name="Accepted">How many rows have been accepted so far.</param>
/// <param name="Rejected">How many rows have been rejected so far.</param>
/// <param name="Parts">The keys of the objects with those rejected rows, in order.</param>
internal sealed record FileProgress(
    string Bucket,
    string Key,
    string? Version,
    string ETag,
    long Offset,
    long Line,
    long Accepted,
    long Rejected,
    IReadOnlyList<string> Parts)
{
    public static FileProgress Start(string bucket, string key, string? version, string eTag) =>
        new(bucket, key, version, eTag, Offset: 0, Line: 1, Accepted: 0, Rejected: 0, Parts: []);

    /// <exception cref="JsonException">The text is not a valid message.</exception>
    public static FileProgress Parse(string body) =>
        JsonSerializer.Deserialize(body, UploadJsonContext.Default.FileProgress) ?? throw new JsonException("The message is null.");

    public override string ToString() => JsonSerializer.Serialize(this, UploadJsonContext.Default.FileProgress);
}
