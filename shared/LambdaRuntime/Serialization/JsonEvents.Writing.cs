using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>What the writers share.</summary>
internal static partial class JsonEvents
{
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
        if (map.GetType() == typeof(Dictionary<string, string>))
        {
            // The usual one, whose enumerator takes no memory.
            foreach (var (key, value) in (Dictionary<string, string>)map)
            {
                writer.WriteString(key, value);
            }
        }
        else
        {
            foreach (var (key, value) in map)
            {
                writer.WriteString(key, value);
            }
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
}
