using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// What the readers and writers of event types share. Written by hand, they cost a twentieth of what generated
/// metadata costs in the first invocation, when it matters most.
/// </summary>
internal static class JsonEvents
{
    public delegate T ObjectReader<T>(ref Utf8JsonReader reader);

    /// <summary>Moves to the next property's name; false at the object's end.</summary>
    public static bool NextProperty(ref this Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static string? ReadString(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static bool ReadBoolean(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetBoolean();
    }

    public static int ReadInt32(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }

    public static long ReadInt64(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt64();
    }

    public static DateTime ReadDateTime(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetDateTime();
    }

    public static string[]? ReadStrings(ref this Utf8JsonReader reader)
    {
        if (!reader.Opens(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.GetString()!);
        }

        return [.. items];
    }

    /// <summary>Reads an array of objects with <paramref name="read"/>, which is called on each opening brace; null stays null.</summary>
    public static List<T>? ReadObjects<T>(ref this Utf8JsonReader reader, ObjectReader<T> read)
        where T : class
    {
        if (!reader.Opens(JsonTokenType.StartArray))
        {
            return null;
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.StartObject
                ? read(ref reader)
                : throw new JsonException($"Found {reader.TokenType} where an object belongs."));
        }

        return items;
    }

    public static Dictionary<string, string>? ReadStringMap(ref this Utf8JsonReader reader)
    {
        if (!reader.Opens(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new Dictionary<string, string>();
        while (reader.NextProperty())
        {
            var name = reader.GetString()!;
            map[name] = reader.ReadString()!;
        }

        return map;
    }

    public static Dictionary<string, object>? ReadMap(ref this Utf8JsonReader reader)
    {
        if (!reader.Opens(JsonTokenType.StartObject))
        {
            return null;
        }

        var map = new Dictionary<string, object>();
        while (reader.NextProperty())
        {
            var name = reader.GetString()!;
            reader.Read();
            map[name] = JsonElement.ParseValue(ref reader);
        }

        return map;
    }

    /// <summary>Reads an object with <paramref name="read"/>, which is called on its opening brace; null stays null.</summary>
    public static T? ReadObject<T>(ref this Utf8JsonReader reader, ObjectReader<T> read)
        where T : class =>
        reader.Opens(JsonTokenType.StartObject) ? read(ref reader) : null;

    public static void SkipValue(ref this Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static void WriteStrings(this Utf8JsonWriter writer, string name, IEnumerable<string>? items)
    {
        if (items is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStringValue(item);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes an array of objects with <paramref name="write"/>, unless it is null.</summary>
    public static void WriteObjects<T>(
        this Utf8JsonWriter writer, string name, IEnumerable<T>? items, Action<Utf8JsonWriter, T> write)
    {
        if (items is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            write(writer, item);
        }

        writer.WriteEndArray();
    }

    public static void WriteStringMap(this Utf8JsonWriter writer, string name, IDictionary<string, string>? map)
    {
        if (map is null)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in map)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a property unless it is null: the format leaves out what is not there.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes a time in ISO 8601, unless it was never set.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, DateTime value)
    {
        if (value != default)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes an object with <paramref name="write"/>, unless it is null.</summary>
    public static void WriteObject<T>(this Utf8JsonWriter writer, string name, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            write(writer, value);
        }
    }

    // Whether the value opens as expected (true) or is null (false).
    private static bool Opens(ref this Utf8JsonReader reader, JsonTokenType expected)
    {
        reader.Read();
        if (reader.TokenType == expected)
        {
            return true;
        }

        return reader.TokenType == JsonTokenType.Null
            ? false
            : throw new JsonException($"Found {reader.TokenType} where {expected} or null belongs.");
    }
}
