using System.Globalization;
using System.Text;

namespace Quickchange.Change.Tests.Costs;

/// <summary>Oddities that only an attacker would write into a request.</summary>
internal static class BodyOddity
{
    private const int Length = 200_000;

    /// <param name="oddity">0 for none; otherwise the seed of an oddity.</param>
    /// <param name="body">JSON.</param>
    public static string Apply(int oddity, string body)
    {
        if (oddity == 0)
        {
            return body;
        }

        var random = new Random(oddity);
        var place = random.Next(body.Length);
        return random.Next(9) switch
        {
            0 => body.Replace(":", ":" + new string(' ', random.Next(Length)), StringComparison.Ordinal),
            1 => body.Insert(place, new string("-0123456789.eE+[{\"\\,"[random.Next(20)], random.Next(Length))),
            2 => body.Remove(place, random.Next(body.Length - place)),
            3 => string.Concat(Enumerable.Repeat(body[..place], Math.Min(1000, 1 + random.Next(Length / (place + 1))))) + body[place..],
            4 => body.Replace("\"amount\":\"", "\"amount\":\"" + new string('0', random.Next(Length)), StringComparison.Ordinal),
            5 => string.Concat(body.Select(character => char.IsAsciiLetter(character) ? Escaped(character) : $"{character}")),
            6 => $"{body[..^1]},\"till\":{{{Members(random)}}}}}",
            7 => $"{body[..^1]},\"denominations\":{{{Members(random)}}}}}",
            _ => Flipped(random, body),
        };
    }

    private static string Escaped(char character) => $"\\u{(int)character:x4}";

    private static string Members(Random random) => string.Join(
        ',', Enumerable.Range(1, random.Next(Length / 10)).Select(number => $"\"n{number}\":{number.ToString(CultureInfo.InvariantCulture)}"));

    private static string Flipped(Random random, string body)
    {
        var text = new StringBuilder(body);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            text[random.Next(text.Length)] = (char)random.Next(1, 0x250);
        }

        return text.ToString();
    }
}
