using System.Globalization;
using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>A till's counts in the order of the denominations.</summary>
internal static class RequestedTill
{
    // Enough for any till, and far from what 128 bits hold when it is multiplied by a value.
    private const int MaxDigits = 18;

    /// <exception cref="ProblemException">A name is none of the denominations', or a count no whole number.</exception>
    public static Int128[] Of(IReadOnlyDictionary<string, CountText> counts, DenominationSet set)
    {
        var till = new Int128[set.Denominations.Length];
        foreach (var (name, count) in counts)
        {
            till[IndexOf(name, set)] = Parse(count.Text, new("till", name));
        }

        return till;
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

        throw Amounts.Invalid("till", $"has \"{Text.Shorten(name)}\", which is no denomination. There are {Text.Shorten(NamesOf(set), 200)}.");
    }

    private static Int128 Parse(string text, Member member) =>
        text.Length is > 0 and <= MaxDigits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw Amounts.Invalid(member, $"must be a whole number of {MaxDigits} digits at most, like 3.");

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
