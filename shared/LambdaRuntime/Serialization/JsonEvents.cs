using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// What the readers of event types share, and the writers. Written by hand, they cost a twentieth of what generated
/// metadata costs in the first invocation, when it matters most.
/// </summary>
internal static partial class JsonEvents
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
