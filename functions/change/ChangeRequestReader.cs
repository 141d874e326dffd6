using System.Text;
using System.Text.Json;

namespace Quickchange.Change;

/// <summary>
/// Reads <c>{"amount":"1.89","currency":"USD","denominations":{"quarters":"0.25"}}</c>. A number stands for its
/// literal text, so that no digit of it is lost.
/// </summary>
internal static class ChangeRequestReader
{
    private const string Example = """{"amount":"1.89"}""";

    /// <exception cref="ProblemException">The body is not that.</exception>
    public static ChangeRequest Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var request = ReadRequest(ref reader);
            // Reading on finds what follows the object, which must be nothing.
            reader.Read();
            return request;
        }
        catch (JsonException)
        {
            throw new ProblemException(400, $"The body is not JSON. Send an object like {Example}.");
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader throws for text that is no Unicode.
            throw new ProblemException(400, $"The body has text that is not valid UTF-8. Send an object like {Example}.");
        }
    }

    private static ChangeRequest ReadRequest(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ProblemException(400, $"The body must be a JSON object like {Example}.");
        }

        string? amount = null;
        string? currency = null;
        List<KeyValuePair<string, string>>? denominations = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("amount"u8))
            {
                Once("amount", amount);
                amount = ReadDecimal(ref reader, "amount");
            }
            else if (reader.ValueTextEquals("currency"u8))
            {
                Once("currency", currency);
                reader.Read();
                currency = reader.TokenType == JsonTokenType.String
                    ? reader.GetString()
                    : throw new ProblemException(400, "\"currency\" must be a string with an ISO 4217 code, like \"USD\".");
            }
            else if (reader.ValueTextEquals("denominations"u8))
            {
                Once("denominations", denominations);
                denominations = ReadDenominations(ref reader);
            }
            else
            {
                throw new ProblemException(
                    400, $"\"{Shorten(reader.GetString()!)}\" is unknown. Send \"amount\", and if you like \"currency\" and \"denominations\".");
            }
        }

        return amount is null
            ? throw new ProblemException(400, $"\"amount\" is missing. Send an object like {Example}.")
            : new(amount, currency ?? ChangeRequest.DefaultCurrency, denominations);
    }

    private static List<KeyValuePair<string, string>> ReadDenominations(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new ProblemException(
                400, "\"denominations\" must be an object of names and values, like {\"quarters\":\"0.25\"}.");
        }

        var denominations = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            denominations.Add(new(name, ReadDecimal(ref reader, Shorten(name))));
        }

        return denominations;
    }

    private static string ReadDecimal(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new ProblemException(400, $"\"{name}\" must be a decimal number, like \"1.89\"."),
        };
    }

    private static void Once(string name, object? value)
    {
        if (value is not null)
        {
            throw new ProblemException(400, $"\"{name}\" is there twice. Send it once.");
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text.AsSpan(0, 40)}…";
}
