using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <content>Members with a single value, and objects.</content>
internal ref partial struct EventJson
{
    public string? String(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _writer?.WriteString(name, value);
        }

        return Finds(name) ? _reader.GetString() : value;
    }

    /// <summary>A string that many events contain, such as a name, a host or a stage.</summary>
    public string? RepeatedString(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            _writer?.WriteString(name, value);
        }

        return Finds(name) ? ReadRepeatedString() : value;
    }

    public bool Boolean(ReadOnlySpan<byte> name, bool value)
    {
        _writer?.WriteBoolean(name, value);
        return Finds(name) ? _reader.GetBoolean() : value;
    }

    public int Int32(ReadOnlySpan<byte> name, int value)
    {
        _writer?.WriteNumber(name, value);
        return Finds(name) ? _reader.GetInt32() : value;
    }

    public long Int64(ReadOnlySpan<byte> name, long value)
    {
        _writer?.WriteNumber(name, value);
        return Finds(name) ? _reader.GetInt64() : value;
    }

    /// <summary>A time in ISO 8601; omitted if it was never set.</summary>
    public DateTime DateTime(ReadOnlySpan<byte> name, DateTime value)
    {
        if (value != default)
        {
            _writer?.WriteString(name, value);
        }

        return Finds(name) ? _reader.GetDateTime() : value;
    }

    /// <summary>Bytes in base64.</summary>
    public MemoryStream? Binary(ReadOnlySpan<byte> name, MemoryStream? value)
    {
        if (value is not null)
        {
            _writer?.WriteBase64String(name, value.ToArray());
        }

        return Finds(name) ? ReadBinary() : value;
    }

    public T? Object<T>(ReadOnlySpan<byte> name, T? value, EventMembers<T> members)
        where T : class, new()
    {
        if (_writer is not null && value is not null)
        {
            _writer.WritePropertyName(name);
            WriteObject(value, members);
        }

        return !Finds(name) ? value : _reader.TokenType == JsonTokenType.Null ? null : ReadObject(new T(), members);
    }

    /// <summary>An object or a string whose contents don't matter: whether it is present.</summary>
    public bool Presence(ReadOnlySpan<byte> name, bool value)
    {
        if (_writer is not null && value)
        {
            _writer.WriteStartObject(name);
            _writer.WriteEndObject();
        }

        if (!Finds(name))
        {
            return value;
        }

        _reader.Skip();
        return _reader.TokenType != JsonTokenType.Null;
    }

    private MemoryStream? ReadBinary() =>
        _reader.TokenType == JsonTokenType.Null ? null : new(_reader.GetBytesFromBase64());
}
