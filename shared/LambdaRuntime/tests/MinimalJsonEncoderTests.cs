using System.Buffers;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.Tests;

public class MinimalJsonEncoderTests
{
    // What is encoded in different ways: plain, with a short escape, with a code, pairs, halves of pairs.
    private const string Alphabet = "aé漢\"\\/\n\u0001\u007f<\ud83d\ude00\ud83d\ude00";

    [Test]
    public void Only_what_JSON_demands_is_escaped() =>
        Assert.That(
            MinimalJsonEncoder.Instance.Encode("a\"\\/\b\f\n\r\t\u0001\u001f\u007f<é漢\U0001F600"),
            Is.EqualTo("""a\"\\/\b\f\n\r\t\u0001\u001F""" + "\u007f<é漢\U0001F600"));

    [Test]
    public void A_text_is_read_as_it_was_written_and_halves_of_pairs_are_replaced([Range(0, 199)] int seed)
    {
        var text = Text(seed);

        Assert.That(JsonSerializer.Deserialize<string>($"\"{MinimalJsonEncoder.Instance.Encode(text)}\""), Is.EqualTo(WithoutHalves(text)));
    }

    // A writer grows its buffer where one was too small.
    [Test]
    public void A_text_that_does_not_fit_goes_on_where_it_ended([Values(1, 2, 3, 7)] int more, [Range(0, 49)] int seed)
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
