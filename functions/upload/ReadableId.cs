using System.Buffers;
using System.Globalization;

namespace Quickchange.Upload;

/// <summary>
/// Finds IDs that look like other IDs: two rows that a person can't tell apart would have different results. The characters are
/// those of <see href="https://www.unicode.org/reports/tr39/">Unicode Technical Standard 39</see> that look like ASCII in any font.
/// </summary>
internal static class ReadableId
{
    // Letters of Greek and Cyrillic that have the shape of a Latin one.
    private static readonly SearchValues<char> LookAlikes = SearchValues.Create(
        "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲϳАВЕЅІЈКМНОРСТУХҮԌԍаеорсухѕіјһԁԛԜԝӀӏ");

    /// <returns>The reason for rejecting the ID; null if it is readable.</returns>
    public static string? Problem(string id)
    {
        if (id.AsSpan().Trim().Length < id.Length)
        {
            return "the id begins or ends with a space";
        }

        if (id.Contains("  ", StringComparison.Ordinal))
        {
            return "the id has two spaces in a row";
        }

        var (before, latin, other) = ('\0', false, false);
        foreach (var rune in id.EnumerateRunes())
        {
            if (ProblemOf(rune.Value, before) is { } problem)
            {
                return problem;
            }

            before = rune.IsBmp ? (char)rune.Value : '\0';
            latin |= IsLatin(rune.Value);
            other |= System.Text.Rune.IsLetter(rune) && !IsLatin(rune.Value) && !(rune.IsBmp && LookAlikes.Contains(before));
        }

        // An ID that is written in Greek or Cyrillic has letters that no Latin one has.
        return id.AsSpan().ContainsAny(LookAlikes) && (latin || !other)
            ? "the id has Greek or Cyrillic letters that look like Latin ones"
            : null;
    }

    private static string? ProblemOf(int value, char before) => CharUnicodeInfo.GetUnicodeCategory(value) switch
    {
        // Variation selectors, and fillers of Hangul.
        _ when value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x115F or 0x1160 or 0x3164 or 0xFFA0 =>
            "the id has an invisible character",
        UnicodeCategory.Control => "the id has a control character",
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => "the id has an invisible character",
        UnicodeCategory.SpaceSeparator when value != ' ' => "the id has a space that is not an ordinary one",
        // The same letter with an accent may be written as one character.
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark when before < '\u0530' =>
            "the id has an accent that is not part of its letter; write them as one character (Unicode NFC)",
        _ => value is (>= 0xFF01 and <= 0xFF5E) or (>= 0x1D400 and <= 0x1D7FF)
            ? "the id has letters or digits of another width or style that look like ordinary ones"
            : null,
    };

    private static bool IsLatin(int value) => value < 0x250 && System.Text.Rune.IsLetter(new(value));
}
