using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Names the members of an object, once for reading and writing:
/// <code>
/// value.Name = json.String("name"u8, value.Name);
/// value.Size = json.Int64("size"u8, value.Size);
/// </code>
/// </summary>
internal delegate void EventMembers<T>(ref EventJson json, T value)
    where T : class;

/// <summary>
/// The JSON of an event, which is read or written. A member that is read gets its value if it comes next, and keeps it
/// otherwise; so where the members are named in the order in which AWS sends them, one pass reads them all. A member
/// that is written is left out if it is null.
/// </summary>
internal ref partial struct EventJson
{
    // Null to read. To write, the reader has nothing and finds no member.
    private readonly Utf8JsonWriter? _writer;
    private Utf8JsonReader _reader;

    // Whether the reader is at a token that is done with, and not yet at the next.
    private bool _isBehind;

    // Whether a member was found since this was last set to false.
    private bool _found;

    private EventJson(Utf8JsonReader reader) => _reader = reader;

    private EventJson(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>Reads the object that the reader is at, or begins with, to its end.</summary>
    /// <exception cref="JsonException">It is no object, or no JSON.</exception>
    /// <exception cref="InvalidOperationException">A member is of another type.</exception>
    /// <exception cref="FormatException">A member is not what its type needs: a time, base64, a smaller number.</exception>
    public static T Read<T>(ref Utf8JsonReader reader, T value, EventMembers<T> members)
        where T : class
    {
        if (reader.TokenType == JsonTokenType.None)
        {
            reader.Read();
        }

        var json = new EventJson(reader);
        json.ReadObject(value, members);
        reader = json._reader;
        return value;
    }

    /// <returns>True.</returns>
    public static bool Write<T>(Utf8JsonWriter writer, T value, EventMembers<T> members)
        where T : class
    {
        var json = new EventJson(writer);
        json.WriteObject(value, members);
        return true;
    }

    private T ReadObject<T>(T value, EventMembers<T> members)
        where T : class
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Found {_reader.TokenType} where an object belongs.");
        }

        _reader.Read();
        while (_reader.TokenType == JsonTokenType.PropertyName)
        {
            _found = _isBehind = false;
            members(ref this, value);
            if (!_found)
            {
                // Nobody knows the member.
                _reader.Read();
                _reader.Skip();
                _isBehind = true;
            }

            CatchUp();
        }

        // The object's end is in turn what its owner is done with.
        _found = _isBehind = true;
        return value;
    }

    private void WriteObject<T>(T? value, EventMembers<T> members)
        where T : class
    {
        if (value is null)
        {
            _writer!.WriteNullValue();
            return;
        }

        _writer!.WriteStartObject();
        members(ref this, value);
        _writer!.WriteEndObject();
    }

    // Whether the member comes next; the reader is then at its value.
    private bool Finds(ReadOnlySpan<byte> name)
    {
        CatchUp();
        if (_reader.TokenType != JsonTokenType.PropertyName || !_reader.ValueTextEquals(name))
        {
            return false;
        }

        _reader.Read();
        return _found = _isBehind = true;
    }

    private void CatchUp()
    {
        if (_isBehind)
        {
            _reader.Read();
            _isBehind = false;
        }
    }
}
