namespace Quickchange.Pipeline;

/// <summary>The result of an uploaded file, as stored in the table of files.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="ETag">The object's entity tag. If the same content is uploaded again, it counts as the same file.</param>
/// <param name="Day">The day (UTC) when it was first completely read.</param>
/// <param name="Accepted">How many rows were accepted.</param>
/// <param name="Rejected">How many rows were rejected.</param>
public sealed record UploadedFile(string Key, string ETag, DateOnly Day, long Accepted, long Rejected);
