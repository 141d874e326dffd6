using System.IO.Enumeration;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>Patterns in which * matches any characters, and ? matches one.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string text) =>
        // A backslash would be an escape character in the file system's matcher, but no ARN or origin contains one.
        FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);
}
