using System.Text;
using System.Xml;

namespace Quickchange.Benchmark.Report;

/// <summary>Text within HTML and SVG.</summary>
internal static class Markup
{
    /// <summary>
    /// For the content of elements and of attributes between quotes. What XML can't have, such as control characters, becomes
    /// U+FFFD.
    /// </summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => encoded.Append("&amp;"),
                '<' => encoded.Append("&lt;"),
                '>' => encoded.Append("&gt;"),
                '"' => encoded.Append("&quot;"),
                '\'' => encoded.Append("&#39;"),
                _ when rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) => encoded.Append('\uFFFD'),
                _ => encoded.Append(rune),
            };
        }

        return encoded.ToString();
    }
}
