using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.Tests;

public class MinimalJsonEncoderTests
{
    // Characters with different encodings: plain, short escapes, codes, surrogate pairs, lone surrogates.
    private const string Alphabet = "aé漢\"\\/\n\u0001\u007f<\ud83d\ude00\ud83d\ude00";

    [Test]
    public void Only_what_JSON_demands_is_escaped() =>
        Assert.That(
            Written("a\"\\/\b\f\n\r\t\u0001\u001f\u007f<é漢\U0001F600"),
            Is.EqualTo("\"" + """a\"\\/\b\f\n\r\t\u0001\u001F""" + "\u007f<é漢\U0001F600\""));

    [Test]
    public void A_text_is_read_as_it_was_written_and_halves_of_pairs_are_replaced([Range(0, 199)] int seed)
    {
        var text = Text(seed);

        Assert.That(JsonSerializer.Deserialize<string>(Written(text)), Is.EqualTo(WithoutHalves(text)));
    }

    // The caller continues with the rest after DestinationTooSmall. Encode(string) uses the base class.
    [Test]
    public void Encoding_goes_on_where_the_buffer_was_full([Values(1, 2, 3, 7)] int more, [Range(0, 49)] int seed)
    {
        var source = Text(seed).AsSpan();
        var expected = MinimalJsonEncoder.Instance.Encode(Text(seed));
        var room = new char[MinimalJsonEncoder.Instance.MaxOutputCharactersPerInputCharacter + more];
        var encoded = new StringBuilder();
        OperationStatus status;
        do
        {
            status = MinimalJsonEncoder.Instance.Encode(source, room, out var consumed, out var written);
            Assert.That(consumed, Is.GreaterThan(0).Or.EqualTo(source.Length));
            encoded.Append(room, 0, written);
            source = source[consumed..];
        }
        while (status == OperationStatus.DestinationTooSmall);

        Assert.That(status, Is.EqualTo(OperationStatus.Done));
        Assert.That(encoded.ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Half_a_pair_at_the_end_waits_for_the_other()
    {
        var status = MinimalJsonEncoder.Instance.Encode("a\ud83d", new char[24], out var consumed, out var written, isFinalBlock: false);

        Assert.That((status, consumed, written), Is.EqualTo((OperationStatus.NeedMoreData, 1, 1)));
    }

    // As functions write it, because the encoder's Encode(string) bypasses the overrides of this class.
    private static string Written(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = MinimalJsonEncoder.Instance }))
        {
            writer.WriteStringValue(text);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Text(int seed)
    {
        var random = new Random(seed);
        return string.Create(random.Next(60), random, static (text, random) =>
        {
            foreach (ref var character in text)
            {
                character = Alphabet[random.Next(Alphabet.Length)];
            }
        });
    }

    private static string WithoutHalves(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
