using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Lists the members of an object, for both reading and writing:
/// <code>
/// value.Name = json.String("name"u8, value.Name);
/// value.Size = json.Int64("size"u8, value.Size);
/// </code>
/// </summary>
internal delegate void EventMembers<T>(ref EventJson json, T value)
    where T : class;

/// <summary>
/// The JSON of an event, for reading or writing. When reading, a member gets its value if it comes next in the JSON; otherwise it
/// keeps its value. If the members are listed in the order in which AWS sends them, one pass reads all of them. When writing,
/// members that are null are omitted.
/// </summary>
internal ref partial struct EventJson
{
    // Null for reading. For writing, the reader is empty and finds no members.
    private readonly Utf8JsonWriter? _writer;
    private Utf8JsonReader _reader;

    // Whether the reader is at a token that has been processed, before the next one.
    private bool _isBehind;

    // Whether a member was found since this was last set to false.
    private bool _found;

    private EventJson(Utf8JsonReader reader) => _reader = reader;

    private EventJson(Utf8JsonWriter writer) => _writer = writer;

    /// <summary>Reads the object at the reader's position, or at its beginning, to its end.</summary>
    /// <exception cref="JsonException">The JSON is invalid or not an object.</exception>
    /// <exception cref="InvalidOperationException">A member has a different type.</exception>
    /// <exception cref="FormatException">A member is not valid for its type: a time, base64, or a number that is too large.</exception>
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
            throw new JsonException($"Found {_reader.TokenType} instead of an object.");
        }

        _reader.Read();
        while (_reader.TokenType == JsonTokenType.PropertyName)
        {
            _found = _isBehind = false;
            members(ref this, value);
            if (!_found)
            {
                // The member is unknown.
                _reader.Read();
                _reader.Skip();
                _isBehind = true;
            }

            CatchUp();
        }

        // The end of the object is the token that its owner has processed.
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

    // Whether the member comes next; if so, the reader is at its value.
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
