using System.Net;
using System.Xml;

namespace Quickchange.Benchmark.Report;

/// <summary>Escapes text for HTML and SVG.</summary>
internal static class Markup
{
    /// <summary>
    /// Escapes the content of elements and quoted attributes. Characters that XML doesn't allow, such as control characters, become
    /// U+FFFD.
    /// </summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(
        string.Concat(text.Select(static each => XmlConvert.IsXmlChar(each) || char.IsSurrogate(each) ? each : '\uFFFD')));
}
