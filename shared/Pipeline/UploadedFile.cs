namespace Quickchange.Pipeline;

/// <summary>What became of an uploaded file, as the table of files keeps it.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="ETag">The object's entity tag: the same content uploaded again is the same file.</param>
/// <param name="Day">The day (UTC) when it was first read to its end.</param>
/// <param name="Accepted">How many rows were sent on.</param>
/// <param name="Rejected">How many rows were not.</param>
public sealed record UploadedFile(string Key, string ETag, DateOnly Day, long Accepted, long Rejected);
