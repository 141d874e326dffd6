using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Quickchange.Http;

/// <summary>
/// Writes JSON with minimal escaping, and reuses the writer and the buffer. Thread-safe.
/// </summary>
public sealed class JsonText
{
    // Larger buffers, in bytes, are released.
    private const int LargestKept = 1 << 16;

    private Kept? _kept;

    /// <param name="value">The value to write.</param>
    /// <param name="write">Writes one JSON value.</param>
    public string ToText<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var kept = Write(value, write);
        var text = Encoding.UTF8.GetString(kept.Buffer.WrittenSpan);
        Keep(kept);
        return text;
    }

    /// <summary>Writes JSON for a handler that returns a stream.</summary>
    /// <inheritdoc cref="ToText"/>
    public Stream ToStream<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        var kept = Write(value, write);
        var bytes = kept.Buffer.WrittenSpan.ToArray();
        Keep(kept);
        return new MemoryStream(bytes, 0, bytes.Length, writable: false, publiclyVisible: true);
    }

    private Kept Write<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // A second thread creates its own.
        var kept = Interlocked.Exchange(ref _kept, null) ?? new();
        kept.Buffer.ResetWrittenCount();
        kept.Writer.Reset();
        write(kept.Writer, value);
        kept.Writer.Flush();
        return kept;
    }

    private void Keep(Kept kept)
    {
        if (kept.Buffer.Capacity <= LargestKept)
        {
            Volatile.Write(ref _kept, kept);
        }
    }

    private sealed class Kept
    {
        public Kept() => Writer = new(Buffer, new() { Encoder = MinimalJsonEncoder.Instance });

        public ArrayBufferWriter<byte> Buffer { get; } = new(512);

        public Utf8JsonWriter Writer { get; }
    }
}
