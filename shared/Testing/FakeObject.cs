using System.Text;

namespace Quickchange.Testing;

/// <summary>An object of <see cref="FakeS3"/>.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="ContentType">As its writer said; null if it did not.</param>
/// <param name="VersionId">Null in a bucket without versions.</param>
public sealed record FakeObject(ReadOnlyMemory<byte> Bytes, string? ContentType = null, string? VersionId = null)
{
    public FakeObject(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>Its content, which is UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
