using System.Text;

namespace Quickchange.Testing;

/// <summary>An object of <see cref="FakeS3"/>.</summary>
/// <param name="Bytes">The content.</param>
/// <param name="ContentType">The content type; null if it was not set.</param>
/// <param name="VersionId">The version ID; null in a bucket without versioning.</param>
public sealed record FakeObject(ReadOnlyMemory<byte> Bytes, string? ContentType = null, string? VersionId = null)
{
    public FakeObject(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>The content as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
