using Quickchange.Algorithms;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>A till's counts in the order of the denominations.</summary>
internal static class RequestedTill
{
    /// <param name="counts">The counts by name.</param>
    /// <param name="set">The denominations.</param>
    /// <param name="till">Receives the counts; contains only zeros before.</param>
    /// <exception cref="ProblemException">A name is not a denomination, or a count is not a whole number.</exception>
    public static void Read(Dictionary<string, CountText> counts, DenominationSet set, Span<Int128> till)
    {
        foreach (var (name, count) in counts)
        {
            till[IndexOf(name, set)] = Parse(count.Text, new("till", name));
        }
    }

    private static int IndexOf(string name, DenominationSet set)
    {
        for (var i = 0; i < set.Denominations.Length; i++)
        {
            if (set.Denominations[i].Plural == name)
            {
                return i;
            }
        }

        throw Amounts.Invalid("till", $"has \"{Text.Shorten(name)}\", which is not a denomination. The denominations are {Text.Shorten(NamesOf(set), 200)}.");
    }

    private static Int128 Parse(string text, Member member) =>
        Money.TryParse(text, exponent: 0, out var count) == MoneyError.None && count <= CountText.Most
            ? count
            : throw Amounts.Invalid(member, $"must be a whole number from 0 to {CountText.Most}, like 3.");

    private static string NamesOf(DenominationSet set)
    {
        var names = new string[set.Denominations.Length];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = set.Denominations[i].Plural;
        }

        return string.Join(", ", names);
    }
}
