using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>A summary of an error report to Lambda: type, message, and the frames of a function's own code.</summary>
internal static partial class ErrorText
{
    private const string Separator = "--- End of stack trace from previous location ---";

    /// <param name="report">The error as sent to the Runtime API, with its causes.</param>
    /// <param name="namespace">The namespace of the wanted frames, which excludes those of the runtime.</param>
    /// <returns>
    /// <c>Type: message</c>, then an indented line for each frame, innermost first. A frame that is repeated is listed once, with the
    /// number of times. Causes follow in the same format, indented.
    /// </returns>
    /// <exception cref="FormatException">A frame doesn't have the runtime's format for a frame without a file.</exception>
    public static string Of(JsonNode report, string @namespace)
    {
        var text = new StringBuilder();
        Append(text, report, $"{@namespace}.", "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode report, string prefix, string indent)
    {
        text.Append(CultureInfo.InvariantCulture, $"{indent}{report["errorType"]}: {report["errorMessage"]}\n");
        var frames = report["stackTrace"]!.AsArray().Select(static frame => NameIn((string)frame!))
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
        foreach (var (name, count) in Runs(frames))
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}  {name[prefix.Length..]}{(count > 1 ? $" × {count}" : "")}\n");
        }

        foreach (var cause in report["causes"]?.AsArray() ?? (report["cause"] is { } only ? [only.DeepClone()] : []))
        {
            Append(text, cause!, prefix, indent + "  ");
        }
    }

    private static string NameIn(string frame)
    {
        if (frame == Separator)
        {
            return "";
        }

        var parts = Frame().Match(frame);
        return parts.Success ? Ordinal().Replace(parts.Groups["name"].Value, "") : throw new FormatException($"\"{frame}\" is no line of a stack trace.");
    }

    private static List<(string Name, int Count)> Runs(IEnumerable<string> names)
    {
        var runs = new List<(string Name, int Count)>();
        foreach (var name in names)
        {
            if (runs is [.., var last] && last.Name == name)
            {
                runs[^1] = (name, last.Count + 1);
            }
            else
            {
                runs.Add((name, 1));
            }
        }

        return runs;
    }

    // A method, the types of its parameters, and the offset from its start.
    [GeneratedRegex(@"^at (?<name>[^ (]+\(.*\)) \+ 0x[0-9a-f]+$")]
    private static partial Regex Frame();

    // The compiler numbers the state machines of async methods by their position among all members.
    [GeneratedRegex("(?<=>d)__[0-9]+")]
    private static partial Regex Ordinal();
}
