using System.Text;
using System.Text.Json;
using Quickchange.Algorithms;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>
/// Reads a body like <c>{"amount":"1.89","till":{"quarters":3,"pennies":200}}</c>. Numbers are kept as literal text, so that no
/// digits are lost.
/// </summary>
internal static class ChangeBodyReader
{
    private const string Example = """{"amount":"1.89"}""";

    /// <exception cref="ProblemException">The body is not valid.</exception>
    public static ChangeRequest Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            var request = ReadRequest(ref reader);
            // Reading on makes sure that nothing follows the object.
            reader.Read();
            return request;
        }
        catch (JsonException)
        {
            throw new ProblemException(400, $"The body is not JSON. Send an object like {Example}.");
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader throws this for text that isn't valid Unicode.
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

        var found = default(Members);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, ref found);
        }

        return new(
            new(found.Amount ?? throw new ProblemException(400, $"\"amount\" is missing. Send an object like {Example}.")),
            found.Currency ?? ChangeRequest.DefaultCurrency,
            found.Denominations,
            found.Till,
            found.Ways ?? false,
            found.Include,
            found.Rounding);
    }

    private static void ReadMember(ref Utf8JsonReader reader, ref Members found)
    {
        if (reader.ValueTextEquals("amount"u8))
        {
            Once(ref reader, found.Amount, "amount");
            found.Amount = ReadNumber(ref reader, "amount", "a decimal number, like \"1.89\"");
        }
        else if (reader.ValueTextEquals("currency"u8))
        {
            Once(ref reader, found.Currency, "currency");
            found.Currency = ReadText(ref reader, "currency", "an ISO 4217 code, like \"USD\"");
        }
        else if (reader.ValueTextEquals("denominations"u8))
        {
            Once(ref reader, found.Denominations, "denominations");
            found.Denominations = ReadNumbers(
                ref reader, "denominations", """an object of names and values, like {"quarters":"0.25"}""",
                "a decimal number, like \"0.25\"", static text => new DecimalText(text));
        }
        else if (reader.ValueTextEquals("till"u8))
        {
            Once(ref reader, found.Till, "till");
            found.Till = ReadNumbers(
                ref reader, "till", "an object of names and counts, like {\"quarters\":3}", "a whole number, like 3",
                static text => new CountText(text));
        }
        else if (reader.ValueTextEquals("ways"u8))
        {
            Once(ref reader, found.Ways, "ways");
            found.Ways = ReadFlag(ref reader, "ways");
        }
        else if (reader.ValueTextEquals("include"u8))
        {
            Once(ref reader, found.Include, "include");
            found.Include = Options.Include(ReadText(ref reader, "include", "the word \"notes\""));
        }
        else if (reader.ValueTextEquals("rounding"u8))
        {
            Once(ref reader, found.Rounding, "rounding");
            found.Rounding = Options.Rounding(ReadText(ref reader, "rounding", "the word \"cash\""));
        }
        else
        {
            var name = reader.GetString()!;
            reader.Read();
            throw new ProblemException(
                400,
                $"\"{Text.Shorten(name)}\" is unknown. A request has \"amount\", and can have \"currency\", \"denominations\", \"till\", "
                + "\"ways\", \"include\" and \"rounding\".");
        }
    }

    // Moves to a member's value, unless the member is a duplicate.
    private static void Once<T>(ref Utf8JsonReader reader, T? before, string member)
    {
        if (before is not null)
        {
            throw Twice(member);
        }

        reader.Read();
    }

    private static Dictionary<string, T> ReadNumbers<T>(
        ref Utf8JsonReader reader, string member, string expected, string expectedOfEach, Func<string, T> of)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw MustBe(member, expected);
        }

        var found = new Dictionary<string, T>();
        while (ReadName(ref reader, member, found) is { } name)
        {
            found.Add(name, of(ReadNumber(ref reader, new(member, name), expectedOfEach)));
        }

        return found;
    }

    // Null at the end of the object.
    private static string? ReadName<T>(ref Utf8JsonReader reader, string member, Dictionary<string, T> found)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var name = reader.GetString()!;
        reader.Read();
        if (found.ContainsKey(name))
        {
            throw Twice(new(member, name));
        }

        // The rest, which can be megabytes, isn't read.
        return found.Count < DenominationSet.MaxCount ? name : throw RequestedSet.TooMany(member);
    }

    private static string ReadNumber(ref Utf8JsonReader reader, Member member, string expected) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw MustBe(member, expected),
    };

    private static string ReadText(ref Utf8JsonReader reader, string member, string expected) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw MustBe(member, expected);

    private static bool ReadFlag(ref Utf8JsonReader reader, string member) =>
        reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw MustBe(member, "true or false");

    private static ProblemException MustBe(Member member, string expected) => new(400, $"\"{member.Text}\" must be {expected}.");

    private static ProblemException Twice(Member member) => new(400, $"\"{member.Text}\" occurs twice. Send it once.");

    private struct Members
    {
        public string? Amount;
        public string? Currency;
        public Dictionary<string, DecimalText>? Denominations;
        public Dictionary<string, CountText>? Till;
        public bool? Ways;
        public Include? Include;
        public Rounding? Rounding;
    }
}
