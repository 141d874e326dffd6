using System.Text.Json;

namespace Quickchange.Hello;

/// <summary>The parts of an event that the function uses.</summary>
/// <param name="IsRequest">Whether API Gateway sent it.</param>
/// <param name="Name">The name; null in a request, or if it is missing or not a string.</param>
internal readonly record struct HelloEvent(bool IsRequest, string? Name)
{
    /// <exception cref="JsonException">The event is not JSON.</exception>
    public static HelloEvent Read(ReadOnlySpan<byte> utf8Json)
    {
        // A byte order mark is not part of the text.
        var reader = new Utf8JsonReader(utf8Json.StartsWith("\uFEFF"u8) ? utf8Json[3..] : utf8Json);
        var name = default(Utf8JsonReader);
        var isRequest = false;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
        }
        else
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isName = reader.ValueTextEquals("name"u8);
                isRequest |= reader.ValueTextEquals("requestContext"u8);
                reader.Read();
                name = isName ? reader : name;
                reader.Skip();
            }
        }

        // Reading on makes sure that nothing follows the value. Only then is the last name decoded.
        reader.Read();
        return new(isRequest, !isRequest && name.TokenType == JsonTokenType.String ? name.GetString() : null);
    }
}
