using System.Collections.ObjectModel;
using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <content>Members with several values: arrays, and objects whose names are data.</content>
internal ref partial struct EventJson
{
    private const int MostCopied = 16;

    // A second thread creates its own.
    private static KeyValuePair<string, string>[]? _pairs;

    public string[]? Strings(ReadOnlySpan<byte> name, string[]? value)
    {
        WriteStrings(name, value);
        return Finds(name) ? ReadStrings() : value;
    }

    public IList<string>? Strings(ReadOnlySpan<byte> name, IList<string>? value)
    {
        WriteStrings(name, value);
        return Finds(name) ? ReadStrings() : value;
    }

    public List<string>? Strings(ReadOnlySpan<byte> name, List<string>? value)
    {
        WriteStrings(name, value);
        return !Finds(name) ? value : ReadStrings() is { } items ? [.. items] : null;
    }

    public List<T>? Objects<T>(ReadOnlySpan<byte> name, List<T>? value, EventMembers<T> members)
        where T : class, new()
    {
        if (_writer is not null && value is not null)
        {
            _writer.WriteStartArray(name);
            foreach (var item in value)
            {
                WriteObject(item, members);
            }

            _writer.WriteEndArray();
        }

        if (!Finds(name))
        {
            return value;
        }

        if (!Opens(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<T>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadObject(new T(), members));
        }

        return items;
    }

    /// <summary>Bytes in base64.</summary>
    public List<MemoryStream>? Binaries(ReadOnlySpan<byte> name, List<MemoryStream>? value)
    {
        WriteStrings(name, value?.Select(static item => Convert.ToBase64String(item.ToArray())));
        return Finds(name)
            ? ReadStrings()?.Select(static item => new MemoryStream(Convert.FromBase64String(item))).ToList()
            : value;
    }

    public Dictionary<string, string>? StringMap(ReadOnlySpan<byte> name, Dictionary<string, string>? value)
    {
        WriteStringMap(name, value);
        return Finds(name) ? ReadStringMap() : value;
    }

    public IDictionary<string, string>? StringMap(ReadOnlySpan<byte> name, IDictionary<string, string>? value)
    {
        WriteStringMap(name, value);
        return Finds(name) ? ReadStringMap() : value;
    }

    /// <summary>Creates the dictionary on first use.</summary>
    public void StringMap(ReadOnlySpan<byte> name, ref StringMap value)
    {
        if (_writer is not null)
        {
            WriteStringMap(name, value.Value);
        }
        else if (Finds(name))
        {
            value = new(Opens(JsonTokenType.StartObject) ? ReadTexts() : null);
        }
    }

    public Dictionary<string, T>? ObjectMap<T>(
        ReadOnlySpan<byte> name, Dictionary<string, T>? value, EventMembers<T> members)
        where T : class, new()
    {
        if (_writer is not null && value is not null)
        {
            _writer.WriteStartObject(name);
            foreach (var (key, item) in value)
            {
                _writer.WritePropertyName(key);
                WriteObject(item, members);
            }

            _writer.WriteEndObject();
        }

        if (!Finds(name))
        {
            return value;
        }

        if (!Opens(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new Dictionary<string, T>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = _reader.GetString()!;
            _reader.Read();
            map[key] = _reader.TokenType == JsonTokenType.Null ? null! : ReadObject(new T(), members);
        }

        return map;
    }

    /// <summary>Values of any type; each one that was read is a JsonElement.</summary>
    /// <exception cref="JsonException">A value to be written is neither simple nor a JsonElement.</exception>
    public IDictionary<string, object>? ElementMap(ReadOnlySpan<byte> name, IDictionary<string, object>? value)
    {
        if (_writer is not null && value is not null)
        {
            _writer.WriteStartObject(name);
            foreach (var (key, item) in value)
            {
                _writer.WritePropertyName(key);
                WriteElement(item, key);
            }

            _writer.WriteEndObject();
        }

        if (!Finds(name))
        {
            return value;
        }

        if (!Opens(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new Dictionary<string, object>();
        foreach (var property in JsonElement.ParseValue(ref _reader).EnumerateObject())
        {
            map[property.Name] = property.Value;
        }

        return map;
    }

    private readonly void WriteElement(object? value, string name)
    {
        switch (value)
        {
            case null: _writer!.WriteNullValue(); break;
            case string text: _writer!.WriteStringValue(text); break;
            case bool truth: _writer!.WriteBooleanValue(truth); break;
            case int number: _writer!.WriteNumberValue(number); break;
            case long number: _writer!.WriteNumberValue(number); break;
            case double number: _writer!.WriteNumberValue(number); break;
            case JsonElement element: element.WriteTo(_writer!); break;
            default:
                throw new JsonException(
                    $"{name} is {value.GetType().Name}, but must be a string, a number, a boolean or a JsonElement. "
                    + "Create one with JsonSerializer.SerializeToElement.");
        }
    }

    private readonly void WriteStrings(ReadOnlySpan<byte> name, IEnumerable<string>? items)
    {
        if (_writer is null || items is null)
        {
            return;
        }

        _writer.WriteStartArray(name);
        foreach (var item in items)
        {
            _writer.WriteStringValue(item);
        }

        _writer.WriteEndArray();
    }

    private readonly void WriteStringMap(ReadOnlySpan<byte> name, IDictionary<string, string>? map)
    {
        if (_writer is null || map is null)
        {
            return;
        }

        _writer.WriteStartObject(name);
        var type = map.GetType();
        if ((type == typeof(Dictionary<string, string>) || type == typeof(ReadOnlyDictionary<string, string>)) && map.Count <= MostCopied)
        {
            // The most common types and sizes, without an enumerator, which would be an object for each map.
            var pairs = Interlocked.Exchange(ref _pairs, null) ?? new KeyValuePair<string, string>[MostCopied];
            var count = map.Count;
            map.CopyTo(pairs, 0);
            foreach (var (key, value) in pairs.AsSpan(0, count))
            {
                _writer.WriteString(key, value);
            }

            Array.Clear(pairs);
            Volatile.Write(ref _pairs, pairs);
        }
        else
        {
            foreach (var (key, value) in map)
            {
                _writer.WriteString(key, value);
            }
        }

        _writer.WriteEndObject();
    }
}
