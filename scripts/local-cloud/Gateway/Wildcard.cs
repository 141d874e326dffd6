using System.IO.Enumeration;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>Patterns in which * stands for any characters, and ? for one.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text) =>
        // A backslash would be an escape to the file system's matcher; no ARN or origin has one.
        FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
