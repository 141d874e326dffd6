using System.Net;
using System.Xml;

namespace Quickchange.Benchmark.Report;

/// <summary>Text within HTML and SVG.</summary>
internal static class Markup
{
    /// <summary>
    /// For the content of elements and of attributes between quotes. What XML can't have, such as control characters, becomes
    /// U+FFFD.
    /// </summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(
        string.Concat(text.Select(static each => XmlConvert.IsXmlChar(each) || char.IsSurrogate(each) ? each : '\uFFFD')));
}
