using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Quickchange.Change;

/// <summary>Writes JSON into a string, with a writer and a buffer that are kept for the next.</summary>
internal sealed class JsonText
{
    // Beyond this many bytes, memory goes back.
    private const int LargestKept = 1 << 16;

    private Kept? _kept;

    /// <param name="value">What to write.</param>
    /// <param name="write">Writes the members of an object.</param>
    public string WriteObject<T>(T value, Action<Utf8JsonWriter, T> write)
    {
        // Of two threads, one makes its own.
        var kept = Interlocked.Exchange(ref _kept, null) ?? new();
        kept.Buffer.ResetWrittenCount();
        kept.Writer.Reset();
        kept.Writer.WriteStartObject();
        write(kept.Writer, value);
        kept.Writer.WriteEndObject();
        kept.Writer.Flush();
        var text = Encoding.UTF8.GetString(kept.Buffer.WrittenSpan);
        if (kept.Buffer.Capacity <= LargestKept)
        {
            Volatile.Write(ref _kept, kept);
        }

        return text;
    }

    private sealed class Kept
    {
        public Kept() => Writer = new(Buffer, new() { Encoder = MinimalJsonEncoder.Instance });

        public ArrayBufferWriter<byte> Buffer { get; } = new(512);

        public Utf8JsonWriter Writer { get; }
    }
}
