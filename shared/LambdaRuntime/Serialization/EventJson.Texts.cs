using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <content>Reading of arrays and objects of strings, and of repeated strings.</content>
internal ref partial struct EventJson
{
    private string[]? ReadStrings() => Opens(JsonTokenType.StartArray) ? ReadTexts() : null;

    private Dictionary<string, string>? ReadStringMap() =>
        Opens(JsonTokenType.StartObject) ? SystemTextJson.StringMap.Create(ReadTexts()) : null;

    // The strings up to the end of an array, or the names and strings up to the end of an object.
    private string[] ReadTexts()
    {
        var first = default(FirstTexts);
        Span<string?> texts = first;
        var count = 0;
        while (_reader.Read() && _reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (count == texts.Length)
            {
                var larger = new string?[count * 2];
                texts.CopyTo(larger);
                texts = larger;
            }

            texts[count++] = ReadRepeatedString();
        }

        return texts[..count].ToArray()!;
    }

    private readonly string? ReadRepeatedString() =>
        _reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !_reader.ValueIsEscaped && Ascii.IsValid(_reader.ValueSpan)
            ? RepeatedStrings.Of(_reader.ValueSpan)
            : _reader.GetString();

    // Whether the value starts as expected (true) or is null (false).
    private readonly bool Opens(JsonTokenType expected) =>
        _reader.TokenType == expected
        || (_reader.TokenType == JsonTokenType.Null
            ? false
            : throw new JsonException($"Found {_reader.TokenType} instead of {expected} or null."));

    [InlineArray(32)]
    private struct FirstTexts
    {
        private string? _first;
    }
}
