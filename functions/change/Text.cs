namespace Quickchange.Change;

/// <summary>Shortens a caller's text for messages.</summary>
internal static class Text
{
    public static string Shorten(string text, int most = 40) =>
        text.Length <= most ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)}…";
}
