using System.Text.Json;

namespace Quickchange.Hello;

/// <summary>What the function looks for in an event.</summary>
/// <param name="IsRequest">Whether API Gateway sent it.</param>
/// <param name="Name">Null where there is none, or one that is no text.</param>
internal readonly record struct HelloEvent(bool IsRequest, string? Name)
{
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public static HelloEvent Read(ReadOnlySpan<byte> utf8Json)
    {
        var found = default(HelloEvent);
        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
        }
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                found = ReadProperty(ref reader, found);
            }
        }

        // Reading on finds what follows the value, which must be nothing.
        reader.Read();
        return found;
    }

    private static HelloEvent ReadProperty(ref Utf8JsonReader reader, HelloEvent found)
    {
        var isName = reader.ValueTextEquals("name"u8);
        if (reader.ValueTextEquals("requestContext"u8))
        {
            found = found with { IsRequest = true };
        }

        reader.Read();
        if (isName)
        {
            found = found with { Name = reader.TokenType == JsonTokenType.String ? reader.GetString() : null };
        }

        reader.Skip();
        return found;
    }
}
