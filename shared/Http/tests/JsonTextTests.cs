namespace Quickchange.Http.Tests;

public class JsonTextTests
{
    private readonly JsonText _text = new();

    // Larger and smaller than the kept buffer.
    [TestCase(100_000)]
    [TestCase(1_000)]
    public void What_was_written_before_is_not_in_the_next(int length)
    {
        Assert.That(Write(new string('x', length)), Is.EqualTo($"\"{new string('x', length)}\""));
        Assert.That(Write("Ada"), Is.EqualTo("\"Ada\""));
    }

    [Test]
    public void What_failed_half_way_is_not_in_the_next()
    {
        Assert.That(
            () => _text.ToText("Ada", static (writer, text) =>
            {
                writer.WriteStringValue(text);
                throw new InvalidDataException();
            }),
            Throws.InstanceOf<InvalidDataException>());

        Assert.That(Write("Eve"), Is.EqualTo("\"Eve\""));
    }

    [Test]
    public void What_is_written_while_another_is_written_is_another() =>
        Assert.That(
            _text.ToText("Ada", (writer, text) => writer.WriteStringValue(text + Write("Eve"))),
            Is.EqualTo("""
                "Ada\"Eve\""
                """));

    [Test]
    public void A_stream_keeps_its_bytes_when_the_next_is_written()
    {
        using var first = new StreamReader(_text.ToStream("Ada", static (writer, text) => writer.WriteStringValue(text)));

        Write("Eve");

        Assert.That(first.ReadToEnd(), Is.EqualTo("\"Ada\""));
    }

    private string Write(string text) => _text.ToText(text, static (writer, each) => writer.WriteStringValue(each));
}
